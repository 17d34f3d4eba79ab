"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { PasswordField } from "@/components/ui/password-field"
import { setUp } from "@/lib/account/actions"

/**
 * The first account, which runs the installation.
 * @param token of the one-time link
 */
export function SetUpForm({ token }: { token: string }) {
  const t = useTranslations("setup")
  const [state, submit, pending] = useActionState(setUp, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        defaultValue={typed(state, "name")}
        error={fieldError("name")}
      />
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
        autoComplete="new-password"
        show={t("show")}
        hint={fieldError("password") ? undefined : t("passwordHint")}
        error={fieldError("password")}
      />
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
