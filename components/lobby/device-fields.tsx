"use client"

import { Volume2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { canChooseSpeaker, type Device, presentDevice } from "@/lib/audio/devices"
import { playChirp } from "@/lib/audio/tones"
import { LevelMeter } from "./level-meter"
import type { CheckView, MicrophoneCheck } from "./microphone-check"

type Props = {
  check: MicrophoneCheck
  view: CheckView
  speakerId: string
  locked: boolean
  onMicrophone(id: string): void
  onSpeaker(id: string): void
}

/** Which microphone, which speaker, how loud, and a sound to try. */
export function DeviceFields({ check, view, speakerId, locked, onMicrophone, onSpeaker }: Props) {
  const t = useTranslations("lobby.devices")
  const { microphones, speakers } = view.devices
  const open = view.microphone.at !== "trouble"
  const speakerNow = presentDevice(speakers, speakerId)
  const goneSpeaker = view.goneSpeakers.find((speaker) => speaker.id === speakerId)
  // Rendered on the server too, where no browser tells: the field appears with the first list of speakers.
  const choosesSpeaker = speakers.length > 0 && canChooseSpeaker()
  return (
    <div className="devices">
      {(open || microphones.length > 0) && (
        <div className="field">
          <label htmlFor="lobby-microphone">{t("microphone")}</label>
          <select
            className="input"
            id="lobby-microphone"
            value={view.microphoneId}
            disabled={locked}
            onChange={(event) => onMicrophone(event.target.value)}
          >
            <Options devices={microphones} chosen={view.microphoneId} fallback={t("systemDefault")} />
          </select>
          {open && <LevelMeter onLevel={check.onLevel} />}
          <p className="hint" role="status">
            {view.gone && t("gone", { device: view.gone })}
          </p>
        </div>
      )}
      <div className="field">
        {choosesSpeaker ? (
          <>
            <label htmlFor="lobby-speaker">{t("speaker")}</label>
            <select
              className="input"
              id="lobby-speaker"
              value={speakerNow || systemSpeaker(speakers)}
              disabled={locked}
              onChange={(event) => onSpeaker(event.target.value)}
            >
              <Options
                devices={speakers}
                chosen={speakerNow || systemSpeaker(speakers)}
                fallback={t("systemDefault")}
                withFallback
              />
            </select>
          </>
        ) : (
          <>
            <span className="label">{t("speaker")}</span>
            <p className="muted">{t("systemDefault")}</p>
          </>
        )}
        <TestSound speakerId={speakerNow} />
        <p className="hint" role="status">
          {goneSpeaker && t("gone", { device: goneSpeaker.label })}
        </p>
      </div>
    </div>
  )
}

/** Chrome lists the system's choice as a device of its own, others leave it out. */
function systemSpeaker(speakers: readonly Device[]): string {
  return presentDevice(speakers, "default")
}

type OptionsProps = { devices: readonly Device[]; chosen: string; fallback: string; withFallback?: boolean }

function Options({ devices, chosen, fallback, withFallback = false }: OptionsProps) {
  const listed = devices.some((device) => device.id === chosen)
  const missing = listed && !(withFallback && systemSpeaker(devices) === "") ? null : listed ? "" : chosen
  return (
    <>
      {missing !== null && <option value={missing}>{fallback}</option>}
      {devices.map((device) => (
        <option key={device.id} value={device.id}>
          {device.label}
        </option>
      ))}
    </>
  )
}

function TestSound({ speakerId }: { speakerId: string }) {
  const t = useTranslations("lobby.devices")
  const [played, setPlayed] = useState<"not yet" | "played" | "failed">("not yet")
  const play = () => {
    playChirp(speakerId).then(
      () => setPlayed("played"),
      () => setPlayed("failed"),
    )
  }
  return (
    <div>
      <button className="link small" type="button" onClick={play}>
        <Volume2 className="i i--s" aria-hidden="true" />
        {t("test")}
      </button>
      <p className="hint" role="status">
        {played === "played" && t("played")}
        {played === "failed" && t("notPlayed")}
      </p>
    </div>
  )
}
