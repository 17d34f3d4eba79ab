import type { ReactNode } from "react"

type NoteProps = {
  tone?: "plain" | "heard" | "warn" | "danger"
  icon?: ReactNode
  children: ReactNode
  role?: "status" | "alert"
}

/** A message in the page: what is so, and what to do. Colour comes with an icon and words. */
export function Note({ tone = "plain", icon, children, role }: NoteProps) {
  return (
    <div className={tone === "plain" ? "note" : `note note--${tone}`} role={role}>
      {icon}
      <div>{children}</div>
    </div>
  )
}
