"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { FormRefusal, typed, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { showToast } from "@/components/ui/toast"
import { createRoom } from "@/lib/rooms/actions"

/**
 * A room with a name of its own; it appears in the list, the form is ready for the next.
 * @param requestId new with every page and after every room made: the same form sent twice makes one room
 */
export function NewRoomForm({ requestId }: { requestId: string }) {
  const t = useTranslations("rooms")
  const [state, submit, pending] = useActionState(createRoom, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)

  useEffect(() => {
    if (state.at === "done") showToast(t("made"))
  }, [state, t])

  return (
    <form ref={form} action={submit} className="stack gap-3" noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <FormRefusal state={state} />
      <TextField
        id="room-name"
        label={t("name")}
        hint={t("nameHint")}
        error={fieldError("name")}
        name="name"
        autoComplete="off"
        defaultValue={typed(state, "name")}
      />
      <Button type="submit" pending={pending}>
        {t("make")}
      </Button>
    </form>
  )
}
