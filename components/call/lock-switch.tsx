"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import type { Order } from "@/components/call/call-state"
import { Switch } from "@/components/ui/switch"
import { showToast } from "@/components/ui/toast"

type LockSwitchProps = { locked: boolean; onLock: Order["lock"] }

/** Whether nobody new comes in. It shows what the server says, and what was asked for until then. */
export function LockSwitch({ locked, onLock }: LockSwitchProps) {
  const t = useTranslations("call.order")
  const [asked, setAsked] = useState<boolean | null>(null)

  async function ask(on: boolean) {
    setAsked(on)
    try {
      await onLock(on)
    } catch {
      showToast(t("failed"))
    }
    setAsked(null)
  }

  return (
    <Switch
      label={t("lock.label")}
      hint={t("lock.hint")}
      checked={asked ?? locked}
      onChange={(event) => void ask(event.target.checked)}
    />
  )
}
