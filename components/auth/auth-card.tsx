import type { ReactNode } from "react"
import "@/app/styles/auth.css"
import { HeadingFocus } from "@/components/shell/heading-focus"
import { PageShell } from "@/components/shell/page-shell"

type AuthCardProps = { heading: string; text: string; wide?: boolean; nav?: ReactNode; children: ReactNode }

/** The one card of sign-in and set-up, with the rings behind it. */
export function AuthCard({ heading, text, wide, nav, children }: AuthCardProps) {
  const rings = (
    <div className="arcs" aria-hidden="true">
      <span className="arc arc--1" />
      <span className="arc arc--2" />
      <span className="arc arc--3" />
      <span className="arc arc--4" />
    </div>
  )
  return (
    <PageShell nav={nav} className="wrap signwrap" behind={rings}>
      <div className={wide ? "sign sign--wide" : "sign"}>
        <div className="stack gap-2">
          <h1>{heading}</h1>
          <p className="muted">{text}</p>
        </div>
        {children}
      </div>
      <HeadingFocus />
    </PageShell>
  )
}
