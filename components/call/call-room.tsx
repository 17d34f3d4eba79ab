"use client"

import "@/app/styles/call.css"
import { RoomAudioRenderer } from "@livekit/components-react"
import { type ReactNode, useEffect, useMemo, useState } from "react"
import { Call } from "@/lib/audio/call"
import { openRoom } from "@/lib/audio/call-room"
import { playChirp } from "@/lib/audio/tones"
import { keepAwake } from "@/lib/audio/wake-lock"
import { endForAll } from "@/lib/calls/actions"
import { CallView } from "./call-view"
import { ConnectingScreen } from "./connecting-screen"
import { OverScreen } from "./over-screen"
import { bannerOf, useCall, useDevices, useHint, useLevels, useMicrophoneState, usePath, usePhase } from "./use-call"
import { useChimes } from "./use-chimes"
import { useChime, useKeys } from "./use-keys"

export { Call, openRoom }

type Props = {
  call: Call
  room: { name: string; hostName: string; link: string; linkIsLocal: boolean; isHost: boolean }
  /** Back to the lobby. */
  onBack(): void
  /** Draws what is no call yet, or no longer, inside the page's frame; the call itself fills the window. */
  frame(children: ReactNode): ReactNode
}

/** The call from connecting to its end: everything LiveKit in, plain props out. */
export function CallRoom({ call, room, onBack, frame }: Props) {
  const { phase, carrier } = usePhase(call)
  const cancel = () => void call.leave().then(onBack)
  if (phase.at === "over") {
    const { ending } = phase
    const noWay = ending.at === "removed" || (ending.at === "failed" && ending.cause === "no-room")
    return frame(<OverScreen over={ending} roomName={room.name} onBack={noWay ? null : onBack} />)
  }
  if (phase.at === "connecting") {
    const stage = phase.signalled ? "sound" : "server"
    return frame(<Connecting roomName={room.name} since={phase.since} stage={stage} onCancel={cancel} />)
  }
  return (
    <main id="main">
      <RoomAudioRenderer room={carrier} />
      <Running call={call} room={room} startedAt={phase.since} />
    </main>
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
  const actions = useMemo(
    () => ({
      toggleMicrophone: call.toggleMicrophone,
      talk: call.talk,
      chooseMicrophone: call.chooseMicrophone,
      chooseSpeaker: call.chooseSpeaker,
      testSpeaker: () => playChirp(call.snapshot().speakerId),
      takeOffer: call.takeOffer,
      turnSoundOn: call.turnSoundOn,
      leave: () => void call.leave(),
      endForAll: room.isHost ? () => endCall(call) : null,
    }),
    [call, room.isHost],
  )
  return (
    <CallView
      roomName={room.name}
      hostName={room.hostName}
      link={room.link}
      linkIsLocal={room.linkIsLocal}
      startedAt={startedAt}
      seats={snapshot.people}
      levels={levels}
      microphone={useMicrophoneState(snapshot)}
      devices={useDevices(snapshot)}
      banner={bannerOf(snapshot, Date.now())}
      hint={hint}
      path={usePath(snapshot)}
      soundBlocked={snapshot.soundBlocked}
      keysOn={keysOn}
      onKeysOn={setKeysOn}
      chimeOn={chimeOn}
      onChimeOn={setChimeOn}
      actions={actions}
    />
  )
}

async function endCall(call: Call): Promise<void> {
  const result = await endForAll(call.callId())
  if (result.at === "refused") throw new Error(result.code)
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
