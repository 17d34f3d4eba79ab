import type { useTranslations } from "next-intl"
import type { Banner } from "@/components/call/call-state"

type Words = ReturnType<typeof useTranslations<"call">>

/** The banner's message: `what` is so, `more` is what we do. `what` also goes to screen readers. */
export function bannerWords(banner: Banner, t: Words): { what: string; more: string | null } {
  switch (banner.kind) {
    case "connecting":
    case "reconnecting":
    case "restarting":
      return { what: t(`banner.${banner.kind}`, { seconds: banner.seconds }), more: t(`banner.${banner.kind}More`) }
    case "silent":
      return { what: t("banner.silent", { seconds: banner.seconds }), more: t(`banner.silentMore.${banner.help}`) }
    case "offline":
      return { what: t("banner.offline"), more: t("banner.offlineMore") }
    case "signal":
    case "back":
      return { what: t(`banner.${banner.kind}`), more: null }
    case "microphone":
      return { what: t(`banner.${banner.why}`), more: t("banner.microphoneMore") }
  }
}
