"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button, buttonClass } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { PresentPassword } from "@/components/ui/present-password"
import { eraseAccount } from "@/lib/account/actions"

/**
 * Erases the account.
 * @param rooms how many there are; without any nothing is asked about them
 * @param email for password managers
 */
export function EraseForm({ rooms, email }: { rooms: number; email: string }) {
  const t = useTranslations("erase")
  const [state, submit, pending] = useActionState(eraseAccount, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  const passing = typed(state, "rooms") === "pass"
  return (
    <form ref={form} action={submit} className="stack gap-4.5" noValidate>
      <FormRefusal state={state} />
      {rooms === 0 ? (
        <input type="hidden" name="rooms" value="delete" />
      ) : (
        <fieldset className="stack gap-3">
          <legend className="label mb-2">{t("rooms", { rooms })}</legend>
          <label className="opt">
            <input type="radio" name="rooms" value="delete" defaultChecked={!passing} />
            <span>
              {t("delete")}
              <span className="small muted block">{t("deleteText")}</span>
            </span>
          </label>
          <label className="opt">
            <input type="radio" name="rooms" value="pass" defaultChecked={passing} />
            <span>
              {t("pass")}
              <span className="small muted block">{t("passText")}</span>
            </span>
          </label>
          <div className="erase__heir">
            <TextField
              label={t("heir")}
              name="heir"
              type="email"
              autoComplete="off"
              defaultValue={typed(state, "heir")}
              error={fieldError("heir")}
            />
          </div>
        </fieldset>
      )}
      <PresentPassword email={email} label={t("password")} show={t("show")} error={fieldError("currentPassword")} />
      <div className="row">
        <Button variant="danger" type="submit" pending={pending}>
          {t("submit")}
        </Button>
        <a className={buttonClass({ variant: "ghost" })} href="/settings">
          {t("back")}
        </a>
      </div>
    </form>
  )
}
