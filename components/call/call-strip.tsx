"use client"

import { clsx } from "clsx"
import { Check, type LucideIcon, MicOff, RefreshCw, ServerCog, VolumeX, WifiOff, Wrench } from "lucide-react"
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
}

type CallStripProps = { banner: Banner; onMicrophone: () => void; onDevices: () => void }

/** One line under the header. It is no live region: its seconds tick; CallAnnouncer says it once. */
export function CallStrip({ banner, onMicrophone, onDevices }: CallStripProps) {
  const t = useTranslations("call")
  const over = useOver(banner.kind === "back")
  if (over) return null
  const { icon: Icon, tone } = looks[banner.kind]
  const { what, more } = bannerWords(banner, t)
  return (
    <div className={clsx("strip", tone, banner.kind === "microphone" && "strip--action")}>
      <Icon className={tone === "strip--quiet" ? "i i--s" : "i"} aria-hidden="true" />
      <div className="timer">
        <span className={tone === "strip--quiet" ? undefined : "strong"}>{what}</span> {more}
      </div>
      {banner.kind === "microphone" && (
        <Button variant="ghost" size="s" onClick={banner.why === "lost" ? onDevices : onMicrophone}>
          {t(`banner.${banner.why}Action`)}
        </Button>
      )}
    </div>
  )
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
