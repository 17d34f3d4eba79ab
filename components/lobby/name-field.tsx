"use client"

import { useTranslations } from "next-intl"
import type { RefObject } from "react"
import { ErrorLine } from "@/components/ui/field"

type Props = { input: RefObject<HTMLInputElement | null>; initialName: string; fault: string | null; onEdit(): void }

/** The name others will see. It has no `name`: sent before the page has woken up, it would land in the address. */
export function NameField({ input, initialName, fault, onEdit }: Props) {
  const t = useTranslations("lobby")
  return (
    <div className="field">
      <label htmlFor="lobby-name">{t("name")}</label>
      <input
        className="input"
        id="lobby-name"
        ref={input}
        dir="auto"
        autoComplete="name"
        autoCapitalize="words"
        enterKeyHint="go"
        spellCheck={false}
        defaultValue={initialName}
        aria-required="true"
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? "lobby-name-hint lobby-name-fault" : "lobby-name-hint"}
        onInput={onEdit}
      />
      <p className="hint" id="lobby-name-hint">
        {t("nameHint")}
      </p>
      {fault && <ErrorLine id="lobby-name-fault">{fault}</ErrorLine>}
    </div>
  )
}
