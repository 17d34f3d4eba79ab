"use client"

import { MailCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { SaveBar } from "@/components/settings/save-bar"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { PresentPassword } from "@/components/ui/present-password"
import { changeAddress, verifyAddress } from "@/lib/account/actions"

type AddressFormProps = { address: { email: string; verified: boolean; mailWorks: boolean } }

/** The account's address: whether it is proved, and another one, for the password. */
export function AddressForm({ address }: AddressFormProps) {
  const { email, mailWorks } = address
  const t = useTranslations("settings.address")
  const [state, submit, pending] = useActionState(changeAddress, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  const done = state.at === "done" && (mailWorks ? t("mailed", { email: state.told?.email ?? "" }) : t("changed"))
  return (
    <div className="card stack gap-4.5">
      <Present {...address} />
      <form ref={form} action={submit} className="stack gap-4.5" noValidate>
        <FormRefusal state={state} />
        <div className="two">
          <TextField
            label={t("new")}
            name="email"
            type="email"
            autoComplete="email"
            defaultValue={typed(state, "email")}
            error={fieldError("email")}
          />
          <PresentPassword email={email} label={t("password")} show={t("show")} error={fieldError("currentPassword")} />
        </div>
        <SaveBar said={done} save={t("save")} pending={pending} />
      </form>
    </div>
  )
}

function Present({ email, verified, mailWorks }: AddressFormProps["address"]) {
  const t = useTranslations("settings.address")
  const [state, submit, pending] = useActionState(verifyAddress, { at: "idle" })
  return (
    <div className="stack gap-2">
      <div className="row between">
        <p className="strong wrap-anywhere">{email}</p>
        {verified && <span className="chip">{t("verified")}</span>}
        {!verified && mailWorks && <span className="chip chip--warn">{t("unverified")}</span>}
      </div>
      <FormRefusal state={state} />
      {!verified && mailWorks && (
        <form action={submit} className="row">
          <input type="hidden" name="verify" value="present" />
          <Button size="s" type="submit" pending={pending}>
            {t("verify")}
          </Button>
          <p className="saved" role="status">
            {state.at === "done" && (
              <>
                <MailCheck className="i i--s" aria-hidden="true" />
                {t("mailed", { email })}
              </>
            )}
          </p>
        </form>
      )}
    </div>
  )
}
