"use client"

import { type Messages, NextIntlClientProvider, useLocale, useTimeZone, useTranslations } from "next-intl"
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react"
import type { Call } from "@/lib/audio/call"
import type { Arriving } from "@/lib/audio/call-snapshot"
import { askDoor, type Refusal } from "@/lib/audio/door-client"
import { callMessages } from "@/lib/i18n/call-messages"
import { bringMicrophone } from "./bring-microphone"
import type { JoinChoice } from "./join-choice"
import { callToReturnTo, type KeptCall, keepCall, keptCallOf } from "./kept-call"
import { Lobby } from "./lobby"
import { Returning } from "./returning"
import { createTicketAhead } from "./ticket-ahead"

type CallCode = typeof import("@/components/call/call-room") & { messages: Messages }
type Room = ReturnType<CallCode["openRoom"]>

type Join =
  | { at: "ready"; refusal: { text: string; field: "name" | null } | null }
  | { at: "entering" }
  /** Back into the call this page was in. */
  | { at: "returning" }
  | { at: "in"; call: Call }

/** Milliseconds for which the lobby stays on screen: most calls stand by then, and a screen that flashes by unsettles. */
const connectsWithin = 400
/** Milliseconds in which the door answers also over a slow line; afterwards it is said that it does not. */
const doorPatience = 10_000

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
  const [ahead] = useState(() =>
    createTicketAhead((name, wish) => askDoor({ slug: room.slug, name }, wish, doorPatience), standBy),
  )
  const [loaded, setLoaded] = useState<CallCode | null>(null)
  const loading = useRef<Promise<CallCode> | null>(null)
  const running = useRef<Call | null>(null)
  const kept = useRef<KeptCall | null>(null)
  const returns = useRef(false)

  // Before the lobby's own effects: it must not open the microphone only to close it again.
  useLayoutEffect(() => {
    kept.current = callToReturnTo(room.slug)
    returns.current = kept.current !== null
  }, [room.slug])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page was loaded
  useEffect(() => {
    if (kept.current) void comeBack(kept.current)
    addEventListener("pagehide", ahead.drop)
    return () => {
      removeEventListener("pagehide", ahead.drop)
      ahead.drop()
      void running.current?.leave()
    }
  }, [])

  async function standBy(token: string) {
    return (await load()).stand(token)
  }

  function load(): Promise<CallCode> {
    loading.current ??= fetchCall(locale).then((code) => {
      setLoaded(code)
      return code
    })
    // A failed download must not be remembered: the next press tries again.
    loading.current.catch(() => {
      loading.current = null
    })
    return loading.current
  }

  async function start(choice: JoinChoice) {
    setJoin({ at: "entering" })
    const opened = ahead.stands(choice.name) ? undefined : loaded?.openRoom()
    const [{ answer, standing, raced }, code] = await Promise.all([ahead.take(choice.name), load().catch(() => null)])
    if (!code || answer.at === "silent")
      return setJoin({ at: "ready", refusal: { text: t("unreachable"), field: null } })
    if (answer.at === "no") return setJoin({ at: "ready", refusal: refusalWords(answer) })
    const call = begin(standing?.room ?? opened, code, choice)
    const joined = call.join(answer.ticket, raced)
    await Promise.race([joined, pause(connectsWithin)])
    setJoin({ at: "in", call })
  }

  /** Into the call this page, or this tab, was in: as the person was in it, and without a question where none is needed. */
  async function comeBack(to: KeptCall) {
    setJoin({ at: "returning" })
    returns.current = false
    const opened = loaded?.openRoom()
    const [microphone, code] = await Promise.all([bringMicrophone(to), load().catch(() => null)])
    if (!code) return setJoin({ at: "ready", refusal: { text: t("unreachable"), field: null } })
    const call = begin(opened, code, { ...to, ...microphone.brought })
    setJoin({ at: "in", call })
    microphone.late?.then(call.takeMicrophone)
    await call.comeBack(to.callId)
  }

  function begin(opened: Room | undefined, code: CallCode, arriving: Omit<Arriving, "slug">): Call {
    const call = new code.Call(opened ?? code.openRoom(), { ...arriving, slug: room.slug })
    running.current = call
    call.subscribe(() => {
      kept.current = keptCallOf(room.slug, arriving.name, call.callId(), call.snapshot())
      // A page loaded again must not take the call back from the tab that has it: that needs the button.
      keepCall(call.snapshot().phase.at === "over" ? null : kept.current)
    })
    return call
  }

  function back() {
    running.current = null
    if (kept.current) void comeBack(kept.current)
    else setJoin({ at: "ready", refusal: null })
  }

  function refusalWords(no: Refusal): { text: string; field: "name" | null } {
    if (no.nameFault) return { text: t(`fields.${no.nameFault}`), field: "name" }
    const { reference, retryAfterSeconds: seconds } = no
    const text = seconds ? t("pause", { minutes: Math.ceil(seconds / 60) }) : t(`codes.${no.code}`)
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

  return (
    <>
      {join.at === "returning" && frame(<Returning roomName={room.name} />)}
      {(join.at === "ready" || join.at === "entering") &&
        frame(
          <Lobby
            room={room}
            resting={returns}
            initialName={initialName}
            entering={join.at === "entering"}
            refusal={join.at === "ready" ? join.refusal : null}
            onJoin={(choice) => void start(choice)}
            onIdle={() => void load().catch(() => {})}
            onLikely={ahead.prepare}
          />,
        )}
      {loaded && (
        <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={loaded.messages}>
          <loaded.CallRoom call={join.at === "in" ? join.call : null} room={room} frame={frame} onBack={back} />
        </NextIntlClientProvider>
      )}
    </>
  )
}

async function fetchCall(locale: string): Promise<CallCode> {
  const [code, messages] = await Promise.all([import("@/components/call/call-room"), callMessages(locale)])
  return { ...code, messages }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
