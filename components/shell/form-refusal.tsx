"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { useCallback, useEffect, useRef } from "react"
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

/**
 * What every form does, by its ref: after a refusal, focus goes to the first bad field, else to the message; and what is
 * typed while an answer is awaited stays, where React would reset the whole form when its action ends.
 */
export function useFormRef(state: FormState) {
  const form = useRef<HTMLFormElement>(null)
  const ref = useCallback((element: HTMLFormElement) => {
    form.current = element
    return keepTyping(element)
  }, [])
  useEffect(() => {
    if (state.at !== "refused") return
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')
    target?.focus()
  }, [state])
  return ref
}

/** Keeps what was typed since the form was sent from its reset. Returns how to stop. */
function keepTyping(form: HTMLFormElement): () => void {
  const sent = new Map<HTMLInputElement, string>()
  const onSubmit = () => {
    sent.clear()
    for (const field of textFields(form)) sent.set(field, field.value)
  }
  const onReset = () => {
    const typing = textFields(form).filter((field) => sent.has(field) && sent.get(field) !== field.value)
    const kept = typing.map((field) => [field, field.value] as const)
    // The browser resets after this event.
    queueMicrotask(() => {
      for (const [field, value] of kept) field.value = value
    })
  }
  form.addEventListener("submit", onSubmit)
  form.addEventListener("reset", onReset)
  return () => {
    form.removeEventListener("submit", onSubmit)
    form.removeEventListener("reset", onReset)
  }
}

function textFields(form: HTMLFormElement): HTMLInputElement[] {
  const others = ["hidden", "checkbox", "radio"]
  return [...form.querySelectorAll("input")].filter(({ type }) => !others.includes(type))
}

function hasBadField(state: FormState) {
  return state.at === "refused" && Object.keys(state.fields ?? {}).length > 0
}
