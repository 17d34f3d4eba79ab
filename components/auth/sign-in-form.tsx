"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { PasswordField } from "@/components/ui/password-field"
import { signIn } from "@/lib/account/actions"

/**
 * E-mail and password.
 * @param next path to go to afterwards; the action accepts only paths on this site
 */
export function SignInForm({ next }: { next?: string }) {
  const t = useTranslations("signIn")
  const errors = useTranslations("errors.codes")
  const [state, submit, pending] = useActionState(signIn, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  const wrongPair = state.at === "refused" && state.code === "wrong_pair"
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      {!wrongPair && <FormRefusal state={state} />}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={typed(state, "email")}
        error={fieldError("email")}
      />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        show={t("show")}
        error={wrongPair ? errors("wrong_pair") : fieldError("password")}
      />
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
