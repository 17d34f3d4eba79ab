"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useFieldErrors, useRefusalFocus } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { consentToIdentity } from "@/lib/account/actions"

/**
 * Agrees that another site may sign one in to this account.
 * @param asksPassword not when this browser is signed in to the account
 * @param email for password managers
 */
export function ConsentForm({ asksPassword, email }: { asksPassword: boolean; email: string }) {
  const t = useTranslations("consent")
  const [state, submit, pending] = useActionState(consentToIdentity, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useRefusalFocus(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="consent" value="yes" />
      {asksPassword && (
        <>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            label={t("password")}
            name="password"
            autoComplete="current-password"
            show={t("show")}
            error={fieldError("password")}
          />
        </>
      )}
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
