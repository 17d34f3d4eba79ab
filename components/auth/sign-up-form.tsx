"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Mailed } from "@/components/auth/mailed"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { signUp } from "@/lib/account/actions"

/**
 * Name and address of somebody who wants an account. The password is chosen behind the mailed link: nobody can put one
 * of theirs on a stranger's address and wait for the stranger to confirm it.
 */
export function SignUpForm() {
  const t = useTranslations("signUp")
  const [state, submit, pending] = useActionState(signUp, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  if (state.at === "done") return <Mailed text={t("sent", { email: state.told?.email ?? "" })} />
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
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
      <Button variant="primary" block type="submit" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
