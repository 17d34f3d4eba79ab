"use client"

import { Eye, EyeOff } from "lucide-react"
import { type ComponentProps, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"

type PasswordFieldProps = ComponentProps<"input"> & { label: string; hint?: string; error?: string; show: string }

/**
 * A password that can be looked at. Pasting is allowed; managers know the field by its autocomplete.
 * @param show name of the button that shows and hides it
 */
export function PasswordField({ label, hint, error, show, ...input }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="with">
          <input
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...control}
            className="input"
            type={shown ? "text" : "password"}
          />
          <Button variant="ghost" size="s" icon aria-label={show} aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff className="i" aria-hidden="true" /> : <Eye className="i" aria-hidden="true" />}
          </Button>
        </div>
      )}
    </Field>
  )
}
