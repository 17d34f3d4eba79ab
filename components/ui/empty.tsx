import type { ReactNode } from "react"
import { Mark } from "@/components/ui/mark"

/** Nothing here yet: rings around the mark, what this is, one button. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="emptybox">
      <div className="ripples" aria-hidden="true">
        <span />
        <span />
        <span />
        <Mark size={52} />
      </div>
      <h2>{title}</h2>
      <p className="muted">{text}</p>
      {children}
    </div>
  )
}
