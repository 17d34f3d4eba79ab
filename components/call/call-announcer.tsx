"use client"

import { useFormatter, useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { bannerWords } from "@/components/call/banner-words"
import type { Banner, MicrophoneState, SeatState } from "@/components/call/call-state"
import { addNews, isQuiet, noNews, type PresenceNews } from "@/components/call/presence-news"
import { announce } from "@/components/ui/announce"

/** Joins and leaves wait this long for others, in milliseconds, so that ten arrivals are one sentence. */
const BATCH_MS = 3000
const namedMost = 3

type CallAnnouncerProps = { seats: SeatState[]; microphone: MicrophoneState; banner: Banner | null }

/** What a screen reader hears of the call. Who speaks is never said: it would talk over them. */
export function CallAnnouncer({ seats, microphone, banner }: CallAnnouncerProps) {
  usePresence(seats)
  useMicrophone(microphone)
  useBanner(banner)
  return null
}

function usePresence(seats: SeatState[]) {
  const t = useTranslations("call.say")
  const format = useFormatter()
  const before = useRef(seats)
  const news = useRef<PresenceNews>(noNews)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    news.current = addNews(news.current, before.current, seats)
    before.current = seats
    if (isQuiet(news.current)) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const { joined, left } = news.current
      news.current = noNews
      const say = (kind: "joined" | "left", people: { name: string }[]) => {
        if (people.length === 0) return ""
        const count = people.length
        if (count > namedMost) return t(kind === "joined" ? "joinedMany" : "leftMany", { count })
        const names = format.list(people.map((person) => person.name))
        return t(kind === "joined" ? "joined" : "left", { names })
      }
      const words = [say("joined", joined), say("left", left)].filter(Boolean).join(". ")
      if (words) announce(words)
    }, BATCH_MS)
  }, [seats, t, format])

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}

function useMicrophone(microphone: MicrophoneState) {
  const { at } = microphone
  const byHost = at === "off" && microphone.byHost === true
  const t = useTranslations("call.say")
  const before = useRef(at)
  useEffect(() => {
    if (before.current === at) return
    before.current = at
    // The banner says it better, and the toast says who did it.
    if (at === "bySystem" || byHost) return
    announce(t(at === "on" ? "unmuted" : at === "off" ? "muted" : "noMicrophone"))
  }, [at, byHost, t])
}

function useBanner(banner: Banner | null) {
  const t = useTranslations("call")
  const said = useRef<string | null>(null)
  useEffect(() => {
    const subject = subjectOf(banner)
    if (said.current === subject) return
    said.current = subject
    if (!banner) return
    const { what, more } = bannerWords(banner, t)
    const isOwnSound = ["replaced", "refused", "quiet", "bySystem"].includes(banner.kind)
    announce(isOwnSound && more ? `${what} ${more}` : what, banner.kind === "offline" || banner.kind === "bySystem")
  }, [banner, t])
}

/** What is worth saying once: seconds that pass are no news, another device is. */
function subjectOf(banner: Banner | null): string | null {
  switch (banner?.kind) {
    case "microphone":
      return `microphone ${banner.why}`
    case "replaced":
      return `replaced ${banner.microphone} ${banner.speaker}`
    case "refused":
      return `refused ${banner.at}`
    case "quiet":
      return `quiet ${banner.other?.id}`
    default:
      return banner?.kind ?? null
  }
}
