"use client"

import { useActionState } from "react"
import { FormRefusal, useFormRef } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import type { confirmAddress, signInByLink } from "@/lib/account/actions"

type Props = { action: typeof confirmAddress | typeof signInByLink; token: string; label: string }

/** The press behind a one-time link, which a mail scanner does not make. */
export function PressForm({ action, token, label }: Props) {
  const [state, submit, pending] = useActionState(action, { at: "idle" })
  const form = useFormRef(state)
  return (
    <form ref={form} action={submit} className="stack" noValidate>
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <Button variant="primary" block type="submit" pending={pending}>
        {label}
      </Button>
    </form>
  )
}
