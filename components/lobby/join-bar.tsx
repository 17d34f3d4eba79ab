"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { MicrophoneState } from "./microphone-check"

type Props = {
  microphone: MicrophoneState
  offline: boolean
  pending: boolean
  /** A refusal that belongs to no field. */
  refusal: string | null
  /** The button is pointed at, or has the focus. */
  onLikely(): void
  onListen(): void
}

type Way = "in" | "anyway" | "listen" | "none" | "offline"

/** The way in. Trouble changes its words, never removes it; only without a connection it waits. */
export function JoinBar({ microphone, offline, pending, refusal, onLikely, onListen }: Props) {
  const t = useTranslations("lobby.join")
  const way = offline ? "offline" : wayIn(microphone)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it act; this only notices that one is near
    <div className="lobby__join" onPointerEnter={onLikely} onFocus={onLikely}>
      {refusal && (
        <p className="note note--danger" role="alert">
          {refusal}
        </p>
      )}
      <Button
        variant={way === "listen" || way === "anyway" ? "quiet" : "primary"}
        size="big"
        block
        type="submit"
        form="lobby-form"
        pending={pending}
        aria-disabled={offline || undefined}
        aria-describedby={way === "in" ? undefined : "lobby-join-note"}
      >
        {t(`${way}.button`)}
      </Button>
      {way !== "in" && (
        <p className="small muted" id="lobby-join-note">
          {t(`${way}.note`)}
        </p>
      )}
      {(way === "in" || way === "anyway") && (
        <button className="link small" type="button" aria-disabled={pending || undefined} onClick={onListen}>
          {t("listen.instead")}
        </button>
      )}
    </div>
  )
}

function wayIn(microphone: MicrophoneState): Way {
  if (microphone.at === "trouble") return microphone.why === "missing" ? "none" : "listen"
  if (microphone.at === "asking") return "listen"
  return microphone.at === "silent" ? "anyway" : "in"
}
