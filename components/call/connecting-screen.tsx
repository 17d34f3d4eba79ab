"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { announce } from "@/components/ui/announce"
import { Button } from "@/components/ui/button"
import { type Arc, Ring } from "@/components/ui/ring"

export type ConnectingStage = "door" | "code" | "server" | "sound"

type ConnectingScreenProps = {
  roomName: string
  stage: ConnectingStage
  /** Since the click. */
  seconds: number
  onCancel: () => void
}

const stages: ConnectingStage[] = ["door", "code", "server", "sound"]

// Most connections stand within this time; words that flash by would only unsettle.
const CALM_SECONDS = 3
const SLOW_SECONDS = 10

/** Between the click and the first sound: one arc of the ring per stage. */
export function ConnectingScreen({ roomName, stage, seconds, onCancel }: ConnectingScreenProps) {
  const t = useTranslations("call.connecting")
  const heading = useRef<HTMLHeadingElement>(null)
  const calm = seconds < CALM_SECONDS
  const words = calm ? t("calm") : t(`stage.${stage}`)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    if (!calm) announce(words)
  }, [calm, words])
  const now = stages.indexOf(stage)
  return (
    <div className="end">
      <Ring
        size={120}
        stroke={6}
        gap={18}
        arcs={stages.map((_, index): Arc => (index < now ? "ok" : index === now ? "run" : "none"))}
      />
      <div className="end__words">
        <h1 ref={heading} tabIndex={-1}>
          {t("title", { room: roomName })}
        </h1>
        <p className="timer">
          {words}
          {seconds >= SLOW_SECONDS && (
            <>
              <br />
              {t("slow", { seconds })}
            </>
          )}
        </p>
      </div>
      <Button variant="ghost" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </div>
  )
}
