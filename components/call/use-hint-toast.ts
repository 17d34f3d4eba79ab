import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import type { CallActions, Hint } from "@/components/call/call-state"
import { showToast } from "@/components/ui/toast"

/** Says the hint above the controls, with the one thing to do about it, and takes it away when it no longer holds. */
export function useHintToast(hint: Hint | null, actions: CallActions, hostName: string): void {
  const t = useTranslations("call.hint")
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    if (!hint) return
    if (hint.kind === "talking") {
      return showToast(t("talking"), { label: t("unmute"), run: () => latest.current.talk(true) })
    }
    if (hint.kind === "mutedByHost")
      return showToast(t("mutedByHost", { host: hostName }), {
        label: t("unmute"),
        run: () => latest.current.talk(true),
      })
    const { offer } = hint
    return showToast(t("plugged", { device: offer.label }), {
      label: t("use"),
      run: () => latest.current.takeOffer(offer),
    })
  }, [hint, t, hostName])
}
