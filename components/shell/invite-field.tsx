"use client"

import { ArrowRight } from "lucide-react"
import { type FormEvent, useRef, useState } from "react"
import { readInvite } from "@/components/shell/read-invite"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"

type InviteFieldProps = { words: Record<"label" | "hint" | "go" | "required" | "short" | "elsewhere", string> }

/** Where a guest pastes a room's link or types its code. What was typed stays, whatever it was. */
export function InviteField({ words }: InviteFieldProps) {
  const [error, setError] = useState<string>()
  const input = useRef<HTMLInputElement>(null)

  function go(event: FormEvent) {
    event.preventDefault()
    const invite = readInvite(input.current?.value ?? "", location.host)
    if (invite.at === "room") {
      location.assign(invite.path)
      return
    }
    setError(invite.at === "elsewhere" ? words.elsewhere.replace("{host}", invite.host) : words[invite.at])
    input.current?.focus()
  }

  return (
    <form className="max-w-105" onSubmit={go} noValidate>
      <Field label={words.label} error={error}>
        {(control) => (
          <div className="with">
            <input
              {...control}
              ref={input}
              className="input"
              placeholder={words.hint}
              inputMode="url"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              onChange={() => setError(undefined)}
            />
            <Button type="submit" variant="ghost" size="s" icon aria-label={words.go}>
              <ArrowRight className="i" aria-hidden="true" />
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}
