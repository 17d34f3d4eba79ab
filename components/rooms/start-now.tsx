"use client"

import { AudioLines } from "lucide-react"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { FormRefusal, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { startNow } from "@/lib/rooms/actions"

/**
 * Makes a room and goes to its door.
 * @param requestId new with every page: a double click makes one room
 */
export function StartNow({ requestId }: { requestId: string }) {
  const t = useTranslations("rooms")
  const [state, submit, pending] = useActionState(startNow, { at: "idle" })
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="startnow">
      <input type="hidden" name="requestId" value={requestId} />
      <Button variant="primary" type="submit" pending={pending}>
        {!pending && <AudioLines className="i" aria-hidden="true" />}
        {t("startNow")}
      </Button>
      <FormRefusal state={state} />
    </form>
  )
}
