"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { PresentPassword } from "@/components/ui/present-password"
import { cutIdentity } from "@/lib/account/actions"

export type IdentityRow = { id: string; name: string; since: string }

/** Another site that signs one in to this account, and how to end that: for the password, the only way in that is left. */
export function IdentityForm({ identity: { id, name, since }, email }: { identity: IdentityRow; email: string }) {
  const t = useTranslations("settings.identities")
  const [state, submit, pending] = useActionState(cutIdentity, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="card stack gap-4.5" noValidate>
      <div>
        <p className="strong wrap-anywhere">{name}</p>
        <p className="small muted">{since}</p>
      </div>
      <FormRefusal state={state} />
      <input type="hidden" name="identityId" value={id} />
      <PresentPassword email={email} label={t("password")} show={t("show")} error={fieldError("currentPassword")} />
      <div className="row justify-end">
        <Button variant="dangerline" size="s" type="submit" pending={pending} aria-label={t("cutOf", { name })}>
          {t("cut")}
        </Button>
      </div>
    </form>
  )
}
