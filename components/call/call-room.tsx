"use client"

import "@/app/styles/call.css"
import { RoomAudioRenderer } from "@livekit/components-react"
import { Activity, type ReactNode, useEffect, useMemo, useState } from "react"
import { Call } from "@/lib/audio/call"
import { openRoom } from "@/lib/audio/call-room"
import { stand } from "@/lib/audio/standing"
import { playChirp } from "@/lib/audio/tones"
import { keepAwake } from "@/lib/audio/wake-lock"
import { CallAnnouncer } from "./call-announcer"
import type { CallActions, Order } from "./call-state"
import { CallView } from "./call-view"
import { ConnectingScreen } from "./connecting-screen"
import { giveOrder } from "./give-order"
import { OverScreen } from "./over-screen"
import { bannerOf, useCall, useDevices, useHint, useLevels, useMicrophoneState, usePath, usePhase } from "./use-call"
import { useChimes } from "./use-chimes"
import { useChime, useKeys } from "./use-keys"

export { Call, openRoom, stand }

type Props = {
  /** null before it begins: then its screen is drawn where nobody sees it, so that joining has less to do. */
  call: Call | null
  room: { name: string; hostName: string; link: string; linkIsLocal: boolean; isHost: boolean }
  /** Back to the lobby. */
  onBack(): void
  /** Draws what is no call yet, or no longer, inside the page's frame; the call itself fills the window. */
  frame(children: ReactNode): ReactNode
}

/** The call from connecting to its end: everything LiveKit in, plain props out. */
export function CallRoom({ call, room, onBack, frame }: Props) {
  const { phase, carrier } = usePhase(call)
  if (phase?.at === "over") {
    const { ending } = phase
    const noWay = ending.at === "removed" || (ending.at === "failed" && ending.cause === "no-room")
    return frame(<OverScreen over={ending} roomName={room.name} onBack={noWay ? null : onBack} />)
  }
  const isIn = phase?.at === "in"
  return (
    <>
      {phase?.at === "connecting" &&
        frame(
          <Connecting
            roomName={room.name}
            since={phase.since}
            stage={phase.signalled ? "sound" : "server"}
            onCancel={() => void call?.leave().then(onBack)}
          />,
        )}
      <Activity mode={isIn ? "visible" : "hidden"}>
        <main id={isIn ? "main" : undefined}>
          {isIn && carrier && <RoomAudioRenderer room={carrier} />}
          <Running call={isIn ? call : null} room={room} startedAt={isIn ? phase.since : 0} />
        </main>
      </Activity>
    </>
  )
}

function Running({ call, room, startedAt }: Pick<Props, "call" | "room"> & { startedAt: number }) {
  const snapshot = useCall(call)
  const levels = useLevels(call)
  const hint = useHint(snapshot)
  const [keysOn, setKeysOn] = useKeys()
  const [chimeOn, setChimeOn] = useChime()
  useChimes(snapshot, chimeOn)
  useEffect(keepAwake, [])
  const microphone = useMicrophoneState(snapshot)
  const banner = bannerOf(snapshot, Date.now())
  return (
    <>
      <CallView
        roomName={room.name}
        hostName={room.hostName}
        link={room.link}
        linkIsLocal={room.linkIsLocal}
        startedAt={startedAt}
        seats={snapshot.people}
        levels={levels}
        microphone={microphone}
        devices={useDevices(snapshot)}
        banner={banner}
        hint={hint}
        path={usePath(snapshot)}
        soundBlocked={snapshot.soundBlocked}
        locked={snapshot.locked}
        keysOn={keysOn}
        onKeysOn={setKeysOn}
        chimeOn={chimeOn}
        onChimeOn={setChimeOn}
        actions={useMemo(() => actionsOf(call, room.isHost), [call, room.isHost])}
      />
      {/* What it compares with is who was there when it began. */}
      {call && <CallAnnouncer seats={snapshot.people} microphone={microphone} banner={banner} />}
    </>
  )
}

function actionsOf(call: Call | null, isHost: boolean): CallActions {
  return {
    toggleMicrophone: () => call?.toggleMicrophone(),
    talk: (on) => call?.talk(on),
    chooseMicrophone: (id) => call?.chooseMicrophone(id),
    chooseSpeaker: (id) => call?.chooseSpeaker(id),
    testSpeaker: () => playChirp(call?.snapshot().speakerId ?? ""),
    takeOffer: (offer) => call?.takeOffer(offer),
    turnSoundOn: () => call?.turnSoundOn(),
    leave: () => void call?.leave(),
    endForAll: call && isHost ? () => giveOrder(call.callId(), { order: "end" }) : null,
    order: call && isHost ? orderIn(call) : null,
  }
}

function orderIn(call: Call): Order {
  return {
    remove: (id) => giveOrder(call.callId(), { order: "remove", participantId: id }),
    mute: (id) => giveOrder(call.callId(), { order: "mute", participantId: id }),
    lock: (on) => giveOrder(call.callId(), { order: "lock", on }),
  }
}

function Connecting({
  since,
  ...screen
}: {
  roomName: string
  since: number
  stage: "server" | "sound"
  onCancel(): void
}) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <ConnectingScreen {...screen} seconds={Math.max(0, Math.floor((now - since) / 1000))} />
}
