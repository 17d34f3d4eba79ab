"use client"

import { Check } from "lucide-react"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { HandedLink } from "@/components/people/handed-link"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { Note } from "@/components/ui/note"
import { addPerson } from "@/lib/people/actions"

/** Name and address of somebody new; afterwards the link to hand over. */
export function AddPersonForm() {
  const t = useTranslations("people")
  const [state, submit, pending] = useActionState(addPerson, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  const told = state.at === "done" ? state.told : undefined
  return (
    <form ref={form} action={submit} className="stack gap-3" noValidate>
      <FormRefusal state={state} />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="off"
        defaultValue={typed(state, "name")}
        error={fieldError("name")}
      />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={typed(state, "email")}
        error={fieldError("email")}
      />
      <Button type="submit" pending={pending}>
        {t("add")}
      </Button>
      <div role="status">
        {told?.link && (
          <Note tone="heard" icon={<Check className="i" aria-hidden="true" />}>
            <div className="stack gap-3">
              <p className="small strong">{t("added", { name: told.name ?? "" })}</p>
              {told.mailed && <p className="small">{t("mailedTo", { email: told.mailed })}</p>}
              <HandedLink link={told.link} text={t("linkOnce")} />
            </div>
          </Note>
        )}
      </div>
    </form>
  )
}
