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
    case "bySystem":
      return { what: t("banner.bySystem"), more: t("banner.bySystemMore") }
    case "replaced":
      return {
        what: t("banner.replaced", { named: banner.gone ? "yes" : "no", device: banner.gone }),
        more: placed(banner, t),
      }
    case "refused":
      return {
        what: t("banner.refused", { named: banner.wanted ? "yes" : "no", device: banner.wanted }),
        more: kept(banner, t),
      }
    case "quiet":
      return {
        what: t("banner.quiet"),
        more: banner.other ? t("banner.quietOther", { device: banner.other.label }) : t("banner.quietMore"),
      }
    case "microphone":
      return { what: t(`banner.${banner.why}`), more: t("banner.microphoneMore") }
  }
}

/** Who is heard now, when the chosen microphone is not. */
function kept({ inUse, isNew }: Extract<Banner, { kind: "refused" }>, t: Words): string | null {
  if (inUse === null) return null
  return t(isNew ? "banner.microphoneNow" : "banner.microphoneStill", { device: inUse || t("devices.system") })
}

/** What took the place. All of it goes to screen readers, because it was nobody's choice. */
function placed({ microphone, speaker }: Extract<Banner, { kind: "replaced" }>, t: Words): string {
  const named = (label: string) => label || t("devices.system")
  if (speaker === null) return t("banner.microphoneNow", { device: named(microphone ?? "") })
  if (microphone === null) return t("banner.speakerNow", { device: named(speaker) })
  if (microphone === speaker) return t("banner.bothNow", { device: named(speaker) })
  return `${t("banner.microphoneNow", { device: named(microphone) })} ${t("banner.speakerNow", { device: named(speaker) })}`
}
