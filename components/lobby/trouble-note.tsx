"use client"

import { Lightbulb, Lock } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import type { MicrophoneTrouble } from "@/lib/audio/microphone"
import type { BrowserKind, SystemKind } from "./browser"
import { CopyAddress } from "./copy-address"
import type { MicrophoneState } from "./microphone-check"

type Props = {
  microphone: MicrophoneState
  browser: BrowserKind
  system: SystemKind
  hostName: string
  onRetry(): void
}

/** What to do about a silent or missing microphone: steps for this browser or system, and the way to try again. */
export function TroubleNote({ microphone, ...rest }: Props) {
  const t = useTranslations("lobby.verdict")
  if (microphone.at === "silent") return <Hint text={t("silent.hint")} />
  return microphone.at === "trouble" ? <NoMicrophone why={microphone.why} {...rest} /> : null
}

function NoMicrophone({
  why,
  browser,
  system,
  hostName,
  onRetry,
}: Omit<Props, "microphone"> & { why: MicrophoneTrouble }) {
  const t = useTranslations("lobby.trouble")
  const retry = (
    // Without a device the primary button is the way in.
    <Button variant={why === "missing" ? "quiet" : "primary"} size="s" onClick={onRetry}>
      {t("retry")}
    </Button>
  )
  switch (why) {
    case "denied":
      return <Denied browser={browser} retry={retry} />
    case "system":
      return <KeptBySystem system={system} retry={retry} />
    case "dismissed":
    case "missing":
    case "busy":
      return <Hint text={t(`${why}.hint`)} action={retry} />
    case "forbidden":
    case "insecure":
      return <Hint text={t(`${why}.hint`, { host: hostName })} />
    case "unsupported":
      return <Hint text={t("unsupported.hint")} action={<CopyAddress />} />
  }
}

function Hint({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className="note note--warn">
      <Lightbulb className="i" aria-hidden="true" />
      <div className="trouble">
        <p>{text}</p>
        {action && <div className="row row--tight">{action}</div>}
      </div>
    </div>
  )
}

function Denied({ browser, retry }: { browser: BrowserKind; retry: ReactNode }) {
  const t = useTranslations("lobby.steps")
  return (
    <Steps title={t(`${browser}.title`)} retry={retry}>
      <li>{t(`${browser}.first`)}</li>
      <li>{t(`${browser}.second`)}</li>
      <li>{t(`${browser}.third`)}</li>
    </Steps>
  )
}

function KeptBySystem({ system, retry }: { system: SystemKind; retry: ReactNode }) {
  const t = useTranslations("lobby.systemSteps")
  return (
    <Steps title={t(`${system}.title`)} retry={retry}>
      <li>{t(`${system}.first`)}</li>
      <li>{t(`${system}.second`)}</li>
    </Steps>
  )
}

function Steps({ title, retry, children }: { title: string; retry: ReactNode; children: ReactNode }) {
  return (
    <div className="note note--danger">
      <Lock className="i" aria-hidden="true" />
      <div className="trouble">
        <h3>{title}</h3>
        <ol className="todo">{children}</ol>
        <div className="row row--tight">{retry}</div>
      </div>
    </div>
  )
}
