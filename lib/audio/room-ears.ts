import { type DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from "livekit-client"

const changes = [
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantNameChanged,
  // From standing ready into the call.
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.RoomMetadataChanged,
] as const

export type RoomNews = {
  /** Something that is shown. */
  onChange(): void
  onGone(person: RemoteParticipant, reason?: DisconnectReason): void
  /** The server has answered; no sound yet. */
  onSignalled(): void
  /** "signal": signalling is lost; "media": the SDK builds a new connection. */
  onConnection(connection: "up" | "signal" | "media"): void
  onLost(reason?: DisconnectReason): void
}

/** Hears what one room tells, until it listens to another one: a call outlives its connections. */
export class RoomEars {
  #room: Room | null = null

  constructor(private readonly news: RoomNews) {}

  listenTo(room: Room): void {
    this.#deafen()
    this.#room = room
    for (const event of changes) room.on(event, this.news.onChange)
    room.on(RoomEvent.ParticipantDisconnected, this.news.onGone)
    room.on(RoomEvent.SignalConnected, this.news.onSignalled)
    room.on(RoomEvent.SignalReconnecting, this.#signal)
    room.on(RoomEvent.Reconnecting, this.#media)
    room.on(RoomEvent.Reconnected, this.#up)
    room.on(RoomEvent.Disconnected, this.news.onLost)
  }

  #deafen(): void {
    const room = this.#room
    if (!room) return
    for (const event of changes) room.off(event, this.news.onChange)
    room.off(RoomEvent.ParticipantDisconnected, this.news.onGone)
    room.off(RoomEvent.SignalConnected, this.news.onSignalled)
    room.off(RoomEvent.SignalReconnecting, this.#signal)
    room.off(RoomEvent.Reconnecting, this.#media)
    room.off(RoomEvent.Reconnected, this.#up)
    room.off(RoomEvent.Disconnected, this.news.onLost)
  }

  #signal = () => this.news.onConnection("signal")
  #media = () => this.news.onConnection("media")
  #up = () => this.news.onConnection("up")
}
