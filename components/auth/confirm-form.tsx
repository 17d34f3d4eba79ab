"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useRefusalFocus } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { confirmAddress } from "@/lib/account/actions"

/** The press that a mail scanner does not make. */
export function ConfirmForm({ token }: { token: string }) {
  const t = useTranslations("confirm")
  const [state, submit, pending] = useActionState(confirmAddress, { at: "idle" })
  const form = useRefusalFocus(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
