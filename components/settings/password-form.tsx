"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { SaveBar } from "@/components/settings/save-bar"
import { FormRefusal, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { PasswordField } from "@/components/ui/password-field"
import { PresentPassword } from "@/components/ui/present-password"
import { changePassword } from "@/lib/account/actions"

/**
 * A new password; asks for the present one.
 * @param email for password managers, which look for the account's name beside its password
 */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("settings.password")
  const [state, submit, pending] = useActionState(changePassword, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  const others = state.at === "done" ? Number(state.told?.others ?? 0) : 0
  return (
    <form ref={form} action={submit} className="stack gap-4.5" noValidate>
      <FormRefusal state={state} />
      <div className="two">
        <PresentPassword email={email} label={t("current")} show={t("show")} error={fieldError("currentPassword")} />
        <PasswordField
          label={t("new")}
          name="password"
          autoComplete="new-password"
          show={t("showNew")}
          hint={fieldError("password") ? undefined : t("hint")}
          error={fieldError("password")}
        />
      </div>
      <SaveBar said={state.at === "done" && t("changed", { others })} save={t("save")} pending={pending} />
    </form>
  )
}
