"use client"

import {
  AppWindow,
  DoorClosed,
  Lock,
  LogOut,
  type LucideIcon,
  PhoneOff,
  Server,
  User,
  UserX,
  VolumeX,
} from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import type { CallOver } from "@/components/call/call-state"
import { Button, buttonClass } from "@/components/ui/button"
import { type Arc, Ring } from "@/components/ui/ring"

type Kind =
  | "left"
  | "endedByHost"
  | "ended"
  | "removed"
  | "locked"
  | "seatGone"
  | "duplicate"
  | "noPath"
  | "noRelay"
  | "noServer"
  | "noRoom"
  | "busy"

const broken: Arc[] = ["gone", "gone", "gone", "gone"]

const looks: Record<Kind, { icon: LucideIcon; arcs: Arc[] }> = {
  left: { icon: LogOut, arcs: ["none"] },
  endedByHost: { icon: PhoneOff, arcs: ["ok"] },
  ended: { icon: PhoneOff, arcs: ["ok"] },
  removed: { icon: UserX, arcs: ["none"] },
  locked: { icon: Lock, arcs: ["none"] },
  seatGone: { icon: UserX, arcs: ["none"] },
  duplicate: { icon: AppWindow, arcs: ["none"] },
  noPath: { icon: VolumeX, arcs: broken },
  noRelay: { icon: VolumeX, arcs: broken },
  noServer: { icon: Server, arcs: broken },
  noRoom: { icon: DoorClosed, arcs: broken },
  busy: { icon: DoorClosed, arcs: broken },
}

const failures: Record<Extract<CallOver, { at: "failed" }>["cause"], Kind> = {
  "no-path": "noPath",
  "no-relay": "noRelay",
  "no-server": "noServer",
  "no-room": "noRoom",
  busy: "busy",
}

function kindOf(over: CallOver): Kind {
  switch (over.at) {
    case "ended":
      return over.byHost ? "endedByHost" : "ended"
    case "failed":
      return failures[over.cause]
    case "seat-gone":
      return "seatGone"
    default:
      return over.at
  }
}

type OverScreenProps = {
  over: CallOver
  roomName: string
  /** Back to the lobby, to go in again; null where that cannot work. */
  onBack: (() => void) | null
}

/** The call is over for this person: why, and what comes next. */
export function OverScreen({ over, roomName, onBack }: OverScreenProps) {
  const t = useTranslations("over")
  const kind = kindOf(over)
  const { icon: Icon, arcs } = looks[kind]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  return (
    <div className="end">
      <Ring size={120} stroke={6} arcs={arcs}>
        <Icon className="i end__icon" aria-hidden="true" />
      </Ring>
      <div className="end__words">
        <h1 ref={heading} tabIndex={-1}>
          {t(`${kind}.title`)}
        </h1>
        <p>
          {over.at === "removed" && over.by && <>{t("removed.by", { name: over.by })} </>}
          {t(`${kind}.text`, { room: roomName })}
        </p>
      </div>
      {(kind === "noPath" || kind === "noRelay" || kind === "noServer") && <WhatToDo kind={kind} />}
      <div className="end__row">
        {onBack && kind !== "removed" && kind !== "noRoom" && (
          <Button variant="primary" onClick={onBack}>
            {t(`${kind}.back`)}
          </Button>
        )}
        {kind !== "duplicate" && (
          <Link className={buttonClass({ variant: onBack ? "ghost" : "quiet" })} href="/">
            {t("start")}
          </Link>
        )}
      </div>
      {over.at === "failed" && over.reference && (
        <p className="small muted">
          {t("reference")} <span className="strong timer">{over.reference}</span>
        </p>
      )}
    </div>
  )
}

function WhatToDo({ kind }: { kind: "noPath" | "noRelay" | "noServer" }) {
  const t = useTranslations("over")
  return (
    <div className="end__todo">
      <div>
        <User className="i" aria-hidden="true" />
        <h2>{t("forYou")}</h2>
        <p>{t(`${kind}.person`)}</p>
      </div>
      <div>
        <Server className="i" aria-hidden="true" />
        <h2>{t("forOperator")}</h2>
        <p>{t(`${kind}.operator`)}</p>
      </div>
    </div>
  )
}
