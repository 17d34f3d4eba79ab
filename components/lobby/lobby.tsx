"use client"

import { useTranslations } from "next-intl"
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { Switch } from "@/components/ui/switch"
import { readSystem, type SystemKind } from "./browser"
import { DeviceFields } from "./device-fields"
import { Invitation } from "./invitation"
import { JoinBar } from "./join-bar"
import type { JoinChoice } from "./join-choice"
import { createMicrophoneCheck, firstView, type MicrophoneState } from "./microphone-check"
import { nameFault } from "./name-check"
import { NameField } from "./name-field"
import { recall, remember } from "./remembered"
import { useHelp } from "./use-help"
import { useLikely } from "./use-likely"
import { useOffline } from "./use-offline"
import { Verdict } from "./verdict"
import { useWhenIdle } from "./when-idle"

type Props = {
  room: { name: string; hostName: string; isHost: boolean }
  /** True while the page is on its way back into its call: then nothing is opened here. */
  resting: RefObject<boolean>
  /** The signed-in user's name, "" for a guest. */
  initialName: string
  /** The door was asked and has not answered; true until a refusal comes or the call takes over. */
  entering: boolean
  refusal: { text: string; field: "name" | null } | null
  onJoin(choice: JoinChoice): void
  /** Called once when the lobby is usable and idle: the time to fetch the call's code. */
  onIdle(): void
  /** Somebody with this name is likely to join soon: the time to ask the door. Comes often. */
  onLikely(name: string): void
}

/**
 * Everything before the call. Opens the microphone at once and stays usable meanwhile; never joins by itself. The
 * track given to `onJoin` belongs to the call when the lobby goes away, and to the lobby again after a refusal.
 */
export function Lobby({ room, resting, initialName, entering, refusal, onJoin, onIdle, onLikely }: Props) {
  const t = useTranslations("lobby")
  const [check] = useState(createMicrophoneCheck)
  const view = useSyncExternalStore(check.subscribe, check.view, () => firstView)
  const offline = useOffline()
  const name = useRef<HTMLInputElement>(null)
  const handedOver = useRef(false)
  const [system, setSystem] = useState<SystemKind>("other")
  const [muted, setMuted] = useState(false)
  const [speakerId, setSpeakerId] = useState("")
  const [fault, setFault] = useState<"required" | "tooLong" | null>(null)
  const [edited, setEdited] = useState(false)
  const [collecting, setCollecting] = useState(false)
  const pending = entering || collecting
  const likely = useLikely(() => {
    const typed = name.current?.value ?? ""
    if (!nameFault(typed) && !pending && !offline && !resting.current) onLikely(typed.trim())
  })
  useWhenIdle(() => {
    onIdle()
    likely.now()
  })

  useEffect(() => {
    if (resting.current) return
    const kept = recall()
    if (name.current?.value === "") name.current.value = kept.name
    setSystem(readSystem(navigator.userAgent, navigator.maxTouchPoints))
    setMuted(kept.muted)
    setSpeakerId(kept.speakerId)
    check.start(kept.microphoneId)
    return () => check.stop(handedOver.current)
  }, [check, resting])

  useEffect(() => {
    if (!refusal) return
    handedOver.current = false
    check.lock(false)
    setEdited(false)
    if (refusal.field === "name") name.current?.focus()
  }, [check, refusal])

  async function join(listening: boolean) {
    const typed = name.current?.value ?? ""
    const wrong = nameFault(typed)
    setFault(wrong)
    if (wrong) name.current?.focus()
    if (wrong || pending || offline) return
    // At once, also where nothing is waited for: the next press must find it.
    setCollecting(true)
    check.lock(true)
    const track = listening ? null : await check.settled()
    setCollecting(false)
    handedOver.current = track !== null
    remember({ name: typed.trim() })
    const { microphone, microphoneId } = check.view()
    onJoin({
      name: typed.trim(),
      muted,
      track,
      microphoneId,
      speakerId,
      without: track ? null : listening ? "listening" : withoutBecause(microphone),
    })
  }

  const { microphone } = view
  const help = useHelp(!offline && (microphone.at === "silent" || microphone.at === "trouble"))
  const refusedName = refusal?.field === "name" && !edited ? refusal.text : null
  return (
    <div className="lobby">
      <Invitation {...room} />
      <form
        className="lobby__form stack"
        id="lobby-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          join(false)
        }}
      >
        <NameField
          input={name}
          initialName={initialName}
          fault={fault ? t(`nameFaults.${fault}`) : refusedName}
          onEdit={() => {
            setFault(null)
            setEdited(true)
            likely.soon()
          }}
        />
        <Switch
          label={t("muted")}
          checked={muted}
          onChange={(event) => {
            setMuted(event.target.checked)
            remember({ muted: event.target.checked })
          }}
        />
      </form>
      <section className="card lobby__check" aria-labelledby="lobby-verdict">
        <Verdict view={view} offline={offline} system={system} onLevel={check.onLevel} />
        {help && !offline && (
          <help.TroubleNote
            microphone={microphone}
            messages={help.messages}
            hostName={room.hostName}
            onRetry={check.retry}
          />
        )}
        <DeviceFields
          check={check}
          view={view}
          speakerId={speakerId}
          locked={pending}
          onMicrophone={(id) => {
            remember({ microphoneId: id })
            check.choose(id)
          }}
          onSpeaker={(id) => {
            remember({ speakerId: id })
            setSpeakerId(id)
          }}
        />
      </section>
      <JoinBar
        microphone={microphone}
        offline={offline}
        pending={pending}
        refusal={refusal && refusal.field === null ? refusal.text : null}
        onLikely={likely.now}
        onListen={() => join(true)}
      />
    </div>
  )
}

/** Why there is no track although nobody chose to listen only. */
function withoutBecause(microphone: MicrophoneState): JoinChoice["without"] {
  if (microphone.at === "trouble") return microphone.why
  return microphone.at === "starting" ? "busy" : "listening"
}
