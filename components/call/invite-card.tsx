"use client"

import { MonitorSmartphone } from "lucide-react"
import { useTranslations } from "next-intl"
import { CopyButton } from "@/components/ui/copy-button"
import { QrCode } from "@/components/ui/qr-code"

type InviteCardProps = { link: string; linkIsLocal: boolean; roomName: string }

/** Alone in the room: the link is what is needed next. */
export function InviteCard({ link, linkIsLocal, roomName }: InviteCardProps) {
  const t = useTranslations("call")
  return (
    <section className="invite" aria-labelledby="invite-title">
      <div className="invite__words">
        <div>
          <h2 id="invite-title">{t("invite.title")}</h2>
          <p className="muted">{t("invite.text")}</p>
        </div>
        <div className="copy">
          <span className="small" dir="ltr">
            {link}
          </span>
        </div>
        <CopyButton link={link} words={useCopyWords()} variant="primary" size="m" labelled block />
        {linkIsLocal && <LocalNote />}
      </div>
      {!linkIsLocal && (
        <div className="invite__qr">
          <QrCode text={link} label={t("panel.qr", { room: roomName })} />
        </div>
      )}
    </section>
  )
}

/** A link with "localhost" in it helps nobody on another device, and neither would its QR code. */
export function LocalNote() {
  const t = useTranslations("call.invite")
  return (
    <p className="invite__local">
      <MonitorSmartphone className="i" aria-hidden="true" />
      {t("local")}
    </p>
  )
}

export function useCopyWords() {
  const t = useTranslations("call.controls")
  return { copy: t("copy"), copied: t("copied"), copiedHere: t("copiedLocal"), failed: t("notCopied") }
}
