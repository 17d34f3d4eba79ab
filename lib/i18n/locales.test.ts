import { expect, test } from "vitest"
import { acceptedLocale } from "@/lib/i18n/locales"

test.each([
  ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
  ["de-DE,de;q=0.9", "en"],
  ["en;q=0.5,ru;q=0.9", "ru"],
  ["de, ru;q=0.3, en;q=0.2", "ru"],
  ["ru;q=0", "en"],
  ["", "en"],
  ["*;q=banana,,;;", "en"],
])("%s is read as %s", (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale)
})
