"use client"

import { type Messages, NextIntlClientProvider, useLocale, useTimeZone, useTranslations } from "next-intl"
import { type ReactNode, useEffect, useRef, useState } from "react"
import type { Call } from "@/lib/audio/call"
import { type EnterResult, enter } from "@/lib/door/actions"
import { callMessages } from "@/lib/i18n/call-messages"
import type { JoinChoice } from "./join-choice"
import { Lobby } from "./lobby"

type CallCode = typeof import("@/components/call/call-room") & { messages: Messages }

type Join =
  | { at: "ready"; refusal: { text: string; field: "name" | null } | null }
  | { at: "entering" }
  | { at: "in"; call: Call; code: CallCode }

type Props = {
  room: { slug: string; name: string; hostName: string; link: string; linkIsLocal: boolean; isHost: boolean }
  initialName: string
  /** Around the lobby and around what follows a call; the call fills the window. */
  top: ReactNode
  foot: ReactNode
}

/** From the link to the call and back: lobby, door, call. The call's code is fetched while the lobby idles. */
export function JoinFlow({ room, initialName, top, foot }: Props) {
  const t = useTranslations("errors")
  const locale = useLocale()
  const timeZone = useTimeZone()
  const [join, setJoin] = useState<Join>({ at: "ready", refusal: null })
  const code = useRef<{ loaded: CallCode | null; loading: Promise<CallCode> | null }>({ loaded: null, loading: null })
  const running = useRef<Call | null>(null)

  useEffect(() => () => void running.current?.leave(), [])

  function load(): Promise<CallCode> {
    code.current.loading ??= fetchCall(locale).then((loaded) => {
      code.current.loaded = loaded
      return loaded
    })
    // A failed download must not be remembered: the next press tries again.
    code.current.loading.catch(() => {
      code.current.loading = null
    })
    return code.current.loading
  }

  async function start(choice: JoinChoice) {
    setJoin({ at: "entering" })
    const opened = code.current.loaded?.openRoom()
    const [result, loaded] = await Promise.all([askDoor(room.slug, choice.name), load().catch(() => null)])
    if (!loaded || !result) return setJoin({ at: "ready", refusal: { text: t("unreachable"), field: null } })
    if (result.at === "refused") return setJoin({ at: "ready", refusal: refusalWords(result) })
    const call = new loaded.Call(opened ?? loaded.openRoom(), { ...choice, slug: room.slug })
    running.current = call
    setJoin({ at: "in", call, code: loaded })
    await call.join(result)
  }

  function refusalWords(refused: Extract<EnterResult, { at: "refused" }>): { text: string; field: "name" | null } {
    const name = "fields" in refused ? refused.fields?.name : undefined
    if (name) return { text: t(`fields.${name}`), field: "name" }
    const reference = "reference" in refused ? refused.reference : undefined
    const seconds = "retryAfterSeconds" in refused ? refused.retryAfterSeconds : undefined
    const text = seconds ? t("pause", { minutes: Math.ceil(seconds / 60) }) : t(`codes.${refused.code}`)
    return { text: reference ? t("withReference", { text, reference }) : text, field: null }
  }

  const frame = (children: ReactNode) => (
    <>
      {top}
      <main id="main" className="wrap">
        {children}
      </main>
      {foot}
    </>
  )

  if (join.at === "in") {
    const { CallRoom, messages } = join.code
    return (
      <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={messages}>
        <CallRoom
          call={join.call}
          room={room}
          frame={frame}
          onBack={() => {
            running.current = null
            setJoin({ at: "ready", refusal: null })
          }}
        />
      </NextIntlClientProvider>
    )
  }
  return frame(
    <Lobby
      room={room}
      initialName={initialName}
      entering={join.at === "entering"}
      refusal={join.at === "ready" ? join.refusal : null}
      onJoin={(choice) => void start(choice)}
      onIdle={() => void load().catch(() => {})}
    />,
  )
}

async function fetchCall(locale: string): Promise<CallCode> {
  const [code, messages] = await Promise.all([import("@/components/call/call-room"), callMessages(locale)])
  return { ...code, messages }
}

/** null when the app does not answer at all. */
async function askDoor(slug: string, name: string): Promise<EnterResult | null> {
  try {
    return await enter(slug, { name })
  } catch {
    return null
  }
}
