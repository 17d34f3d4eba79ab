"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { SaveBar } from "@/components/settings/save-bar"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Avatar } from "@/components/ui/avatar"
import { TextField } from "@/components/ui/field"
import { saveName } from "@/lib/account/actions"

/** The name that calls show. */
export function NameForm({ user }: { user: { id: string; name: string } }) {
  const t = useTranslations("settings")
  const [state, submit, pending] = useActionState(saveName, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack gap-4.5" noValidate>
      <FormRefusal state={state} />
      <div className="row gap-4.5">
        <Avatar name={user.name} id={user.id} className="face" />
        <div className="grow">
          <TextField
            label={t("name")}
            name="name"
            autoComplete="name"
            defaultValue={state.at === "refused" ? typed(state, "name") : user.name}
            error={fieldError("name")}
          />
        </div>
      </div>
      <SaveBar said={state.at === "done" && t("saved")} save={t("save")} pending={pending} primary />
    </form>
  )
}
