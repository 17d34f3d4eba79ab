import type { ReactNode } from "react"

export type Arc = "ok" | "warn" | "bad" | "run" | "none" | "gone"

type RingProps = {
  arcs: Arc[]
  size: number
  stroke?: number
  gap?: number
  tone?: "heard" | "danger"
  children?: ReactNode
}

const dotted: Arc[] = ["warn", "bad", "run"]

/**
 * The ring: one closed circle for a single arc, else one arc per listener, step or hour. Solid works, dotted is not heard
 * or being worked on, grey is not known. Decoration: the words beside it say the same.
 * @param size in CSS pixels
 * @param stroke in hundredths of the size
 * @param gap between two arcs, in degrees
 */
export function Ring({ arcs, size, stroke = 8, gap = 22, tone, children }: RingProps) {
  const radius = 50 - stroke / 2
  return (
    <span className="ringbox">
      <svg className="ring" width={size} height={size} viewBox="0 0 100 100" aria-hidden="true">
        {arcs.map((arc, index) => {
          const look = {
            className: `seg seg--${arc}`,
            strokeWidth: stroke,
            strokeDasharray: dotted.includes(arc) ? `0.01 ${stroke * 1.62}` : undefined,
          }
          // biome-ignore lint/suspicious/noArrayIndexKey: an arc is its place
          if (arcs.length === 1) return <circle key={index} {...look} cx="50" cy="50" r={radius} />
          // biome-ignore lint/suspicious/noArrayIndexKey: an arc is its place
          return <path key={index} {...look} d={arcPath(index, arcs.length, radius, gap)} />
        })}
      </svg>
      {children && <span className={tone ? `ringbox__in ringbox__in--${tone}` : "ringbox__in"}>{children}</span>}
    </span>
  )
}

function arcPath(index: number, count: number, radius: number, gap: number) {
  const share = 360 / count
  const point = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180
    return `${(50 + radius * Math.cos(angle)).toFixed(2)} ${(50 + radius * Math.sin(angle)).toFixed(2)}`
  }
  const from = index * share + gap / 2
  const to = (index + 1) * share - gap / 2
  return `M${point(from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${point(to)}`
}
