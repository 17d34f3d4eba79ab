"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { PasswordField } from "@/components/ui/password-field"
import { join } from "@/lib/account/actions"

/**
 * Name and password of a new account; its address is the link's.
 * @param name what the operator called the person
 * @param email for password managers
 */
export function JoinForm({ token, name, email }: { token: string; name: string; email: string }) {
  const t = useTranslations("welcome")
  const [state, submit, pending] = useActionState(join, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        defaultValue={state.at === "refused" ? typed(state, "name") : name}
        error={fieldError("name")}
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
