import {
  DisconnectReason,
  EngineEvent,
  LocalAudioTrack,
  LogLevel,
  ParticipantEvent,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from "livekit-client"
import { answerIn, statsWithin } from "@/lib/audio/answer-in"
import { type Evidence, failureOf, type JoinFailure } from "@/lib/audio/ending"

/** Milliseconds a connection gets to carry media. Slow lines (300 ms, 3 % loss) need 4 s, the SDK's own 15 s only delay the answer. */
const mediaPatience = 7000
const evidenceEvery = 300
/** Milliseconds for the word of the server that one is in the call; it comes with the door's answer. */
const seatPatience = 2000

/**
 * A LiveKit room with its sound already allowed: to be called inside the click that joins, because browsers play sound
 * only then. The permission is not awaited: Firefox without a sound device never answers.
 */
export function openRoom(speakerId = ""): Room {
  const room = newRoom(speakerId)
  room.startAudio().catch(() => {})
  return room
}

/**
 * A LiveKit room set up as docs/architecture.md section 8 asks. Tracks are stopped by us when the person leaves, not by
 * the SDK when a connection is lost: the microphone outlives connections.
 */
export function newRoom(speakerId = ""): Room {
  // The SDK calls it an error when a person leaves; what goes wrong is told by the call itself.
  setLogLevel(LogLevel.silent)
  const room = new Room({
    singlePeerConnection: true,
    webAudioMix: false,
    stopLocalTrackOnUnpublish: false,
    // The SDK would say goodbye, also for a page that is loaded again or frozen: see `sayPageGoes`.
    disconnectOnPageLeave: false,
    reconnectPolicy: { nextRetryDelayInMs: resumePause },
    // From the first sample on: a connection renewed in mid-call must not begin on another speaker.
    ...(speakerId && { audioOutput: { deviceId: speakerId } }),
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    // DTX off: a healthy open microphone always sends 50 packets a second, so a stop is a fault and nothing else.
    publishDefaults: { dtx: false, red: true, stopMicTrackOnMute: false },
  })
  // The SFU takes pictures from whoever calls them a microphone, and would send them to everyone.
  room.on(RoomEvent.TrackSubscribed, (track, publication) => {
    if (track.kind !== Track.Kind.Audio) publication.setSubscribed(false)
  })
  return room
}

/**
 * Milliseconds before the SDK tries again to renew signalling. The SDK's own plan gives up after a minute and throws a
 * connection away whose sound still flows; when sound does not flow, the watchdog is long at work.
 */
function resumePause({ retryCount }: { retryCount: number }): number {
  return (
    Math.min(300 * retryCount ** 2, 3000) * (0.75 + Math.random() / 2) + (retryCount === 0 ? Math.random() * 300 : 0)
  )
}

/**
 * Lets go of a connection without a word to the server: said good-bye to, everyone else would take it for leaving. The
 * next connection of the same person takes its place there.
 */
export function dropQuietly(room: Room): void {
  const closed = room.engine?.close() ?? Promise.resolve()
  void closed.then(() => room.disconnect(false)).catch(() => {})
}

/**
 * Tells the server that this page goes, in another word than by leaving: a page that is loaded again is back in a moment,
 * and cannot know that it will be. The others keep its seat for that long. The SDK has no such word, so it is given to
 * the part of it that sends; should that part change, it is a goodbye as before.
 */
export function sayPageGoes(room: Room): void {
  const client = room.engine?.client
  if (!client) return
  const send: unknown = Reflect.get(client, "sendRequest")
  const leave = { case: "leave", value: { reason: DisconnectReason.USER_UNAVAILABLE } }
  if (typeof send === "function") send.call(client, leave)
  else void client.sendLeave()
}

/** Connects and waits until media flows; on failure says what it means. Signalling is on the page's own origin. */
export async function connect(room: Room, token: string): Promise<JoinFailure | null> {
  const evidence: Evidence = { relayOffered: false, relayCandidate: false, signalled: false }
  // The SDK throws its connection away when it gives up, and with it all that could tell why: look while it tries.
  const timer = setInterval(() => void gather(room, evidence), evidenceEvery)
  try {
    await room.connect(location.origin.replace(/^http/, "ws"), token, {
      autoSubscribe: true,
      peerConnectionTimeout: mediaPatience,
    })
    return null
  } catch (error) {
    return failureOf(error, evidence)
  } finally {
    clearInterval(timer)
  }
}

/** Waits until a connection that stood ready may speak and hear: the server has been told, and tells us. */
export async function sitDown(room: Room): Promise<JoinFailure | null> {
  const self = room.localParticipant
  const maySpeak = () => self.permissions?.canPublish === true
  if (!maySpeak())
    await new Promise<void>((resolve) => {
      setTimeout(resolve, seatPatience)
      self.once(ParticipantEvent.ParticipantPermissionsChanged, () => resolve())
      room.once(RoomEvent.Disconnected, () => resolve())
    })
  return maySpeak() && room.state === "connected" ? null : { at: "busy" }
}

async function gather(room: Room, evidence: Evidence): Promise<void> {
  const servers = room.engine?.latestJoinResponse?.iceServers
  if (!servers) return
  evidence.signalled = true
  evidence.relayOffered ||= servers.some((server) => server.urls.some((url) => url.startsWith("turn")))
  const report = await connectionStats(room)
  for (const [, entry] of report ?? []) {
    if (entry.type === "local-candidate" && entry.candidateType === "relay") evidence.relayCandidate = true
  }
}

/** Statistics of the one connection that carries everything; undefined while there is none. */
export async function connectionStats(room: Room): Promise<Map<string, Record<string, unknown>> | undefined> {
  const report = await answerIn(statsWithin, room.engine?.pcManager?.publisher.getStats())
  if (!report) return undefined
  const entries = new Map<string, Record<string, unknown>>()
  report.forEach((entry: Record<string, unknown>, id: string) => {
    entries.set(id, entry)
  })
  return entries
}

/** Tells when the server has muted one's own microphone. The SDK mutes the track as well, without saying who wished it. */
export function hearServerMute({ engine }: Room, told: (sid: string, muted: boolean) => void): void {
  engine?.off(EngineEvent.RemoteMute, told)
  engine?.on(EngineEvent.RemoteMute, told)
}

/**
 * The SDK listens to each microphone twice while it is published, for 200 ms, with an audio context for each: some 20 ms of
 * the page's time just when somebody joins. Ours is listened to for as long as the call lasts (call-ear.ts).
 */
class HeardMicrophone extends LocalAudioTrack {
  override async checkForSilence(): Promise<boolean> {
    return false
  }
}

/**
 * Publishes a microphone that is open already, muted or not, as it is: no second question to the person, no gap. The SDK
 * calls it "user provided"; another one it would open anew at each full reconnect, and stop ours without an event.
 */
export async function publishMicrophone(room: Room, media: MediaStreamTrack, muted: boolean): Promise<LocalAudioTrack> {
  const track = new HeardMicrophone(media, undefined, true)
  track.source = Track.Source.Microphone
  if (muted) await track.mute()
  await room.localParticipant.publishTrack(track, { source: Track.Source.Microphone })
  return track
}
