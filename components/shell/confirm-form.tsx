"use client"

import { useTranslations } from "next-intl"
import { FormRefusal } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import type { FormState } from "@/lib/action"

type ConfirmFormProps = {
  state: FormState
  submit: (form: FormData) => void
  pending: boolean
  /** What the action is told. */
  fields: Record<string, string>
  confirm: string
  /** Something is lost by it. */
  danger?: boolean
  onCancel: () => void
}

/** In a dialog that asks before it does something: the press that does it, and the one that does not. */
export function ConfirmForm({ state, submit, pending, fields, confirm, danger, onCancel }: ConfirmFormProps) {
  const common = useTranslations("common")
  return (
    <form action={submit} className="stack gap-2.5">
      <FormRefusal state={state} />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Button variant={danger ? "danger" : "primary"} block type="submit" pending={pending}>
        {confirm}
      </Button>
      <Button variant="ghost" block data-safe onClick={onCancel}>
        {common("cancel")}
      </Button>
    </form>
  )
}
