"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useRefusalFocus } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { signInByLink } from "@/lib/account/actions"

/** The press that a mail scanner does not make. */
export function UseLinkForm({ token }: { token: string }) {
  const t = useTranslations("link")
  const [state, submit, pending] = useActionState(signInByLink, { at: "idle" })
  const form = useRefusalFocus(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <Button variant="primary" block type="submit" pending={pending}>
        {t("use")}
      </Button>
    </form>
  )
}
