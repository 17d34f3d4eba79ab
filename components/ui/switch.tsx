import type { ComponentProps, ReactNode } from "react"

type SwitchProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }

/** On or off, at once. A native checkbox; the whole row is the target. */
export function Switch({ label, hint, ...input }: SwitchProps) {
  return (
    <label className="switch">
      <span>
        {label}
        {hint && <span className="small muted block">{hint}</span>}
      </span>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is on */}
      <input {...input} type="checkbox" role="switch" />
    </label>
  )
}
