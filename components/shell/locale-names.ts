import type { Locale } from "@/lib/i18n/locales"

/** Each language by its own name: who looks for it may not read the present one. */
export const localeNames: { value: Locale; label: string }[] = [
  { value: "en", label: "English" },
  { value: "ru", label: "Русский" },
]
