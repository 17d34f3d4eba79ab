import type { ReactNode } from "react"
import { PageFoot } from "@/components/shell/page-foot"
import { PageTop } from "@/components/shell/page-top"

type PageShellProps = {
  home?: string
  nav?: ReactNode
  className?: string
  behind?: ReactNode
  children: ReactNode
  foot?: "picks" | "plain" | "none"
}

/**
 * Top bar with the mark, the page's main part, foot. No script of its own: it also stands around the lobby.
 * @param home where the mark leads
 * @param nav right part of the top bar
 * @param behind decoration behind the main part
 * @param foot with language and look, or without where a menu offers them
 */
export function PageShell({ home = "/", nav, className = "wrap", behind, children, foot = "picks" }: PageShellProps) {
  return (
    <>
      <PageTop home={home} nav={nav} />
      {behind}
      <main id="main" className={className}>
        {children}
      </main>
      {foot !== "none" && <PageFoot picks={foot === "picks"} />}
    </>
  )
}
