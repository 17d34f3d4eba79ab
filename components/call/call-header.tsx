"use client"

import { Lock } from "lucide-react"
import { useTranslations } from "next-intl"
import { memo, useEffect, useRef } from "react"
import type { PathInUse } from "@/components/call/call-state"
import { CallTimer } from "@/components/call/call-timer"
import { PathChip } from "@/components/call/path-chip"
import { Mark } from "@/components/ui/mark"

type CallHeaderProps = { roomName: string; startedAt: number; count: number; path: PathInUse | null; locked: boolean }

export const CallHeader = memo(function CallHeader({ roomName, startedAt, count, path, locked }: CallHeaderProps) {
  const t = useTranslations("call")
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <header className="call__top">
      <span className="call__mark">
        <Mark size={26} />
      </span>
      <div className="call__title">
        <h1 ref={heading} tabIndex={-1} dir="auto" title={roomName}>
          {roomName}
        </h1>
        <p className="tiny muted timer">
          <CallTimer startedAt={startedAt} /> · {t("people", { count })}
        </p>
      </div>
      {locked && (
        <span className="chip" role="img" aria-label={t("locked")} title={t("locked")}>
          <Lock className="i i--s" aria-hidden="true" />
          <span className="hide-s">{t("locked")}</span>
        </span>
      )}
      {path && <PathChip path={path} />}
    </header>
  )
})
