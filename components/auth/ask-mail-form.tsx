"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Mailed } from "@/components/auth/mailed"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button, buttonClass } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import type { askLink, askReset } from "@/lib/account/actions"

/**
 * Where to mail a one-time link; afterwards the same words for every address.
 * @param about what the link is for: a new password, or signing in
 */
export function AskMailForm({ action, about }: { action: typeof askReset | typeof askLink; about: "reset" | "link" }) {
  const t = useTranslations("mailed")
  const [state, submit, pending] = useActionState(action, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      {state.at === "done" && <Mailed text={t(`sent.${about}`, { email: state.told?.email ?? "" })} />}
      <FormRefusal state={state} />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.at === "done" ? state.told?.email : typed(state, "email")}
        error={fieldError("email")}
      />
      <Button variant={state.at === "done" ? "quiet" : "primary"} block type="submit" pending={pending}>
        {state.at === "done" ? t("again") : t("submit")}
      </Button>
      <a className={buttonClass({ variant: "ghost", block: true })} href="/sign-in">
        {t("back")}
      </a>
    </form>
  )
}
