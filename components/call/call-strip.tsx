"use client"

import { clsx } from "clsx"
import {
  Check,
  Headphones,
  type LucideIcon,
  MicOff,
  RefreshCw,
  ServerCog,
  VolumeX,
  WifiOff,
  Wrench,
} from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { bannerWords } from "@/components/call/banner-words"
import type { Banner } from "@/components/call/call-state"
import { Button } from "@/components/ui/button"

/** How long good news stays, in milliseconds. */
const BACK_MS = 6000

const looks: Record<Banner["kind"], { icon: LucideIcon; tone: string | null }> = {
  connecting: { icon: RefreshCw, tone: "strip--quiet" },
  signal: { icon: RefreshCw, tone: "strip--quiet" },
  reconnecting: { icon: Wrench, tone: null },
  restarting: { icon: ServerCog, tone: null },
  offline: { icon: WifiOff, tone: "strip--danger" },
  silent: { icon: VolumeX, tone: "strip--danger" },
  back: { icon: Check, tone: "strip--heard" },
  microphone: { icon: MicOff, tone: null },
  bySystem: { icon: MicOff, tone: "strip--danger" },
  replaced: { icon: Headphones, tone: null },
  refused: { icon: MicOff, tone: null },
  quiet: { icon: MicOff, tone: null },
}

type CallStripProps = {
  banner: Banner
  onMicrophone: () => void
  onDevices: () => void
  onChooseMicrophone: (id: string) => void
}

/** One line under the header. It is no live region: its seconds tick; CallAnnouncer says it once. */
export function CallStrip({ banner, ...doing }: CallStripProps) {
  const t = useTranslations("call")
  const action = useAction(banner, doing)
  const over = useOver(banner.kind === "back")
  if (over) return null
  const { icon: Icon, tone } = looks[banner.kind]
  const { what, more } = bannerWords(banner, t)
  return (
    <div className={clsx("strip", tone, action && "strip--action")}>
      <Icon className={tone === "strip--quiet" ? "i i--s" : "i"} aria-hidden="true" />
      <div className="timer">
        <span className={tone === "strip--quiet" ? undefined : "strong"}>{what}</span> {more}
      </div>
      {action && (
        <Button variant="ghost" size="s" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  )
}

/** The one thing a person can do about it. */
function useAction(
  banner: Banner,
  { onMicrophone, onDevices, onChooseMicrophone }: Omit<CallStripProps, "banner">,
): { label: string; run: () => void } | null {
  const t = useTranslations("call.banner")
  switch (banner.kind) {
    case "microphone":
      return { label: t(`${banner.why}Action`), run: banner.why === "lost" ? onDevices : onMicrophone }
    case "bySystem":
    case "replaced":
    case "refused":
      return { label: t("chooseAction"), run: onDevices }
    case "quiet": {
      const { other } = banner
      if (!other) return { label: t("chooseAction"), run: onDevices }
      return { label: t("useAction"), run: () => onChooseMicrophone(other.id) }
    }
    default:
      return null
  }
}

function useOver(counting: boolean): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    if (!counting) return
    const timer = setTimeout(() => setOver(true), BACK_MS)
    return () => clearTimeout(timer)
  }, [counting])
  return over
}
