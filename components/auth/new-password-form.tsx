"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { resetPassword } from "@/lib/account/actions"

/**
 * A new password by a one-time link; signs in here and nowhere else.
 * @param email for password managers
 */
export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("reset")
  const [state, submit, pending] = useActionState(resetPassword, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="new-password"
        show={t("show")}
        hint={fieldError("password") ? undefined : t("passwordHint")}
        error={fieldError("password")}
      />
      <p className="small muted">{t("signsOut")}</p>
      <Button variant="primary" block type="submit" pending={pending}>
        {t("save")}
      </Button>
    </form>
  )
}
