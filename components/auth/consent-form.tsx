"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { PresentPassword } from "@/components/ui/present-password"
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
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="consent" value="yes" />
      {asksPassword && (
        <PresentPassword
          email={email}
          name="password"
          label={t("password")}
          show={t("show")}
          error={fieldError("password")}
        />
      )}
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
