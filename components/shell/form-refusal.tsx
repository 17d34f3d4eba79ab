"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { Note } from "@/components/ui/note"
import type { FormState } from "@/lib/action"

/**
 * The message at the head of a form that was refused as a whole; says nothing when single fields are at fault.
 */
export function FormRefusal({ state }: { state: FormState }) {
  const t = useTranslations("errors")
  if (state.at !== "refused" || hasBadField(state)) return null
  const { code, retryAfterSeconds, reference } = state
  const text =
    code === "too_many_tries" && retryAfterSeconds
      ? t("pause", { minutes: Math.ceil(retryAfterSeconds / 60) })
      : t(`codes.${code}`)
  return (
    <div data-refusal tabIndex={-1}>
      <Note tone="danger" role="alert" icon={<CircleAlert className="i" aria-hidden="true" />}>
        {reference ? t("withReference", { text, reference }) : text}
      </Note>
    </div>
  )
}

/** The words for a field's error, by the field's name. */
export function useFieldErrors(state: FormState): (name: string) => string | undefined {
  const t = useTranslations("errors.fields")
  return (name) => {
    const key = state.at === "refused" ? state.fields?.[name] : undefined
    return key && t(key)
  }
}

/** What was typed, kept after a refusal. */
export function typed(state: FormState, name: string): string {
  return state.at === "refused" ? (state.values[name] ?? "") : ""
}

/** After a refusal, focus goes to the first bad field, else to the message; put the ref on the form. */
export function useRefusalFocus(state: FormState) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.at !== "refused") return
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')
    target?.focus()
  }, [state])
  return form
}

function hasBadField(state: FormState) {
  return state.at === "refused" && Object.keys(state.fields ?? {}).length > 0
}
