"use client"

import { useTranslations } from "next-intl"
import { useEffect, useMemo, useRef, useState } from "react"
import { CallHeader } from "@/components/call/call-header"
import type { CallViewProps } from "@/components/call/call-state"
import { CallStrip } from "@/components/call/call-strip"
import { Dock } from "@/components/call/dock"
import { InviteCard } from "@/components/call/invite-card"
import { KeyListener } from "@/components/call/key-listener"
import { KeysDialog } from "@/components/call/keys-dialog"
import { LeaveDialog } from "@/components/call/leave-dialog"
import { MicrophoneDialog } from "@/components/call/microphone-dialog"
import { OwnMicrophone } from "@/components/call/own-microphone"
import { PeoplePanel } from "@/components/call/people-panel"
import { RemoveDialog } from "@/components/call/remove-dialog"
import { handOn } from "@/components/call/room-link"
import { cutOf } from "@/components/call/seat-note"
import { SoundBar } from "@/components/call/sound-bar"
import { Stage } from "@/components/call/stage"
import { useHintToast } from "@/components/call/use-hint-toast"
import { showToast, ToastHost } from "@/components/ui/toast"

type Above = "nothing" | "devices" | "keys" | "leave" | "microphone"

/**
 * The call as it is seen: plain props in, actions out, nothing known of LiveKit. Fills the window; the page around it
 * gives the <main>, NextIntlClientProvider with `call`, and LiveRegion.
 */
export function CallView(props: CallViewProps) {
  const { actions, banner, devices, keysOn, levels, link, linkIsLocal, microphone, roomName, seats } = props
  const t = useTranslations("call")
  const root = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState<Above>("nothing")
  const [peopleOpen, setPeopleOpen] = useState(false)
  const [removing, setRemoving] = useState<{ id: string; name: string } | null>(null)
  useHintToast(props.hint, actions, props.hostName)
  const nothingAbove = () => setAbove("nothing")
  const cut = cutOf(banner)
  const self = seats.find((seat) => seat.isSelf)
  const others = seats.length - (self ? 1 : 0)
  const selfId = self?.id ?? ""

  function closePeople() {
    if (!peopleOpen) return
    setPeopleOpen(false)
    root.current?.querySelector<HTMLElement>("[data-people]")?.focus()
  }

  function togglePeople() {
    if (peopleOpen) closePeople()
    else setPeopleOpen(true)
  }

  function toggleMicrophone() {
    if (microphone.at === "none") setAbove("microphone")
    else actions.toggleMicrophone()
  }

  function leave() {
    if (actions.endForAll && others > 0) setAbove("leave")
    else actions.leave()
  }

  async function copy() {
    const handed = await handOn(link, roomName)
    if (handed === "copied") showToast(t(linkIsLocal ? "controls.copiedLocal" : "controls.copied"))
    if (handed === "failed") showToast(t("controls.notCopied"))
  }

  const latest = useRef({ copy, leave, toggleMicrophone, togglePeople })
  useEffect(() => {
    latest.current = { copy, leave, toggleMicrophone, togglePeople }
  })
  const { chimeOn, onChimeOn, onKeysOn } = props
  const count = seats.length
  const devicesOpen = above === "devices"
  // Who speaks changes several times a second, and nothing of this with it.
  const dock = useMemo(
    () => (
      <Dock
        own={<OwnMicrophone microphone={microphone} devices={devices} levels={levels} id={selfId} cut={cut} />}
        microphone={{
          microphone,
          keysOn,
          onToggle: actions.toggleMicrophone,
          onMissing: () => latest.current.toggleMicrophone(),
        }}
        devices={{
          open: devicesOpen,
          onOpenChange: (open) => setAbove(open ? "devices" : "nothing"),
          devices,
          actions,
          levels,
          levelId: microphone.at === "on" ? selfId : null,
          keysOn,
          onKeysOn,
          chimeOn,
          onChimeOn,
          onHelp: () => setAbove("keys"),
        }}
        count={count}
        peopleOpen={peopleOpen}
        onPeople={() => latest.current.togglePeople()}
        onCopy={() => latest.current.copy()}
        onLeave={() => latest.current.leave()}
      />
    ),
    [
      actions,
      chimeOn,
      count,
      cut,
      devices,
      devicesOpen,
      keysOn,
      levels,
      microphone,
      onChimeOn,
      onKeysOn,
      peopleOpen,
      selfId,
    ],
  )
  const invite = useMemo(() => <InviteCard {...{ link, linkIsLocal, roomName }} />, [link, linkIsLocal, roomName])

  return (
    <div className="call" ref={root}>
      <CallHeader
        roomName={roomName}
        startedAt={props.startedAt}
        count={count}
        path={props.path}
        locked={props.locked}
      />
      {props.soundBlocked && <SoundBar onTurnOn={actions.turnSoundOn} />}
      {banner && (
        <CallStrip
          banner={banner}
          onMicrophone={toggleMicrophone}
          onDevices={() => setAbove("devices")}
          onChooseMicrophone={actions.chooseMicrophone}
        />
      )}
      <div className="call__body">
        <Stage seats={seats} levels={levels} microphone={microphone} cut={cut} invite={props.locked ? null : invite} />
        {peopleOpen && (
          <PeoplePanel
            {...{ seats, microphone, cut, roomName, link, linkIsLocal }}
            locked={props.locked}
            order={actions.order}
            onRemove={(seat) => setRemoving({ id: seat.id, name: seat.name })}
            onClose={closePeople}
          />
        )}
      </div>
      {dock}
      {above === "keys" && <KeysDialog keysOn={keysOn} onKeysOn={props.onKeysOn} onClose={nothingAbove} />}
      {above === "leave" && actions.endForAll && (
        <LeaveDialog others={others} onLeave={actions.leave} onEnd={actions.endForAll} onClose={nothingAbove} />
      )}
      {removing && actions.order && (
        <RemoveDialog
          key={removing.id}
          person={removing}
          locked={props.locked}
          order={actions.order}
          onClose={() => setRemoving(null)}
        />
      )}
      {above === "microphone" && microphone.at === "none" && (
        <MicrophoneDialog
          why={microphone.why}
          hostName={props.hostName}
          onTurnOn={actions.toggleMicrophone}
          onClose={nothingAbove}
        />
      )}
      <KeyListener
        root={root}
        keysOn={keysOn}
        onCommand={(command) => (command === "help" ? setAbove("keys") : toggleMicrophone())}
        isMuted={microphone.at === "off"}
        onTalk={actions.talk}
        onEscape={closePeople}
      />
      <ToastHost close={t("toastClose")} />
    </div>
  )
}
