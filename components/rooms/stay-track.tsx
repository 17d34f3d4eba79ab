import type { Stay } from "@/lib/calls/rules"

const width = 1000

/** The stays drawn along the call's time. The same is written beside it, so it is hidden from those who hear the page. */
export function StayTrack({ stays, from, to }: { stays: Stay[]; from: Date; to: Date }) {
  const whole = Math.max(1, to.getTime() - from.getTime())
  const place = (date: Date) => Math.min(width, Math.max(0, ((date.getTime() - from.getTime()) / whole) * width))
  return (
    <svg className="staytrack" viewBox={`0 0 ${width} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="staytrack__all" width={width} height="8" />
      {stays.map((stay) => {
        const start = place(stay.from)
        return (
          <rect
            key={stay.from.getTime()}
            className="staytrack__in"
            x={start}
            // A short one is still to be seen.
            width={Math.max(6, place(stay.to ?? to) - start)}
            height="8"
          />
        )
      })}
    </svg>
  )
}
