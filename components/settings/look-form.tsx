"use client"

import { Moon, Sun, SunMoon } from "lucide-react"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { SaveBar } from "@/components/settings/save-bar"
import type { ZoneGroup } from "@/components/settings/time-zones"
import { FormRefusal, useFieldErrors, useFormRef } from "@/components/shell/form-refusal"
import { localeNames } from "@/components/shell/locale-names"
import { Field } from "@/components/ui/field"
import { saveLanguageAndLook } from "@/lib/account/actions"

const looks = [
  { value: "system", Icon: SunMoon },
  { value: "light", Icon: Sun },
  { value: "dark", Icon: Moon },
] as const

type LookFormProps = { locale: string; theme: string; timeZone: string | null; zones: ZoneGroup[] }

/** Language, time zone and look: of this account, in every browser. */
export function LookForm({ locale, theme, timeZone, zones }: LookFormProps) {
  const t = useTranslations("settings")
  const [state, submit, pending] = useActionState(saveLanguageAndLook, { at: "idle" })
  const fieldError = useFieldErrors(state)
  const form = useFormRef(state)
  return (
    // After saving, the fields must show what the server now has: a form that an action has run is reset by React.
    <form ref={form} key={`${locale} ${theme} ${timeZone}`} action={submit} className="stack gap-4.5" noValidate>
      <FormRefusal state={state} />
      <div className="two">
        <Field label={t("language")} error={fieldError("locale")}>
          {(control) => (
            <select {...control} className="input" name="locale" defaultValue={locale}>
              {localeNames.map(({ value, label }) => (
                <option key={value} value={value} lang={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("timeZone")} error={fieldError("timeZone")}>
          {(control) => (
            <select {...control} className="input" name="timeZone" defaultValue={timeZone ?? ""}>
              <option value="">{t("noTimeZone")}</option>
              {zones.map(({ label, zones }) => (
                <optgroup key={label} label={label}>
                  {zones.map(({ value, text }) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
      </div>
      <fieldset className="stack gap-2">
        <legend className="label mb-2">{t("theme")}</legend>
        <div className="three">
          {looks.map(({ value, Icon }) => (
            <label key={value} className="opt">
              <input type="radio" name="theme" value={value} defaultChecked={value === theme} />
              <Icon className="i" aria-hidden="true" />
              <span>{t(`looks.${value}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <SaveBar said={state.at === "done" && t("saved")} save={t("save")} pending={pending} />
    </form>
  )
}
