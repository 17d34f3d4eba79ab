"use client"

import { Lightbulb, Lock } from "lucide-react"
import { type Messages, NextIntlClientProvider, useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import type { MicrophoneTrouble } from "@/lib/audio/microphone"
import { isKeptByApp } from "./app-browser"
import { type BrowserKind, readBrowser, type SystemKind } from "./browser"
import { CopyAddress } from "./copy-address"
import type { MicrophoneState } from "./microphone-check"

type Props = { microphone: MicrophoneState; messages: Messages; hostName: string; onRetry(): void }

/**
 * What to do about a silent or missing microphone: steps for this browser or system, and the way to try again. Fetched
 * with its words when it is needed, see use-help.ts.
 */
export function TroubleNote({ microphone, messages, ...rest }: Props) {
  const locale = useLocale()
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      {microphone.at === "silent" && <Silent />}
      {microphone.at === "trouble" && <NoMicrophone why={microphone.why} {...rest} />}
    </NextIntlClientProvider>
  )
}

function Silent() {
  const t = useTranslations("help.hints")
  return <Hint text={t("silent")} />
}

function NoMicrophone({ why, hostName, onRetry }: Pick<Props, "hostName" | "onRetry"> & { why: MicrophoneTrouble }) {
  const t = useTranslations("help")
  const { browser, system } = readBrowser(navigator.userAgent, navigator.maxTouchPoints)
  const retry = (
    // Without a device the primary button is the way in.
    <Button variant={why === "missing" ? "quiet" : "primary"} size="s" onClick={onRetry}>
      {t("retry")}
    </Button>
  )
  if (isKeptByApp(browser, why)) return <Denied browser="inApp" retry={<CopyAddress />} />
  switch (why) {
    case "denied":
      return <Denied browser={browser} retry={retry} />
    case "system":
      return <KeptBySystem system={system} retry={retry} />
    case "dismissed":
    case "missing":
    case "busy":
      return <Hint text={t(`hints.${why}`)} action={retry} />
    case "forbidden":
    case "insecure":
      return <Hint text={t(`hints.${why}`, { host: hostName })} />
    case "unsupported":
      return <Hint text={t("hints.unsupported")} action={<CopyAddress />} />
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
  const t = useTranslations("help.steps")
  return (
    <Steps title={t(`${browser}.title`)} retry={retry}>
      <li>{t(`${browser}.first`)}</li>
      <li>{t(`${browser}.second`)}</li>
      <li>{t(`${browser}.third`)}</li>
    </Steps>
  )
}

function KeptBySystem({ system, retry }: { system: SystemKind; retry: ReactNode }) {
  const t = useTranslations("help.systemSteps")
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
