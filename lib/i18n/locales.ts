export const locales = ["en", "ru"] as const
export type Locale = (typeof locales)[number]

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The best of our languages for an Accept-Language header; English when none fits. */
export function acceptedLocale(header: string): Locale {
  const wishes = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";")
    const quality = parameters.find((parameter) => parameter.trim().startsWith("q="))
    return { language: tag.split("-")[0] ?? "", weight: quality ? Number(quality.trim().slice(2)) || 0 : 1 }
  })
  wishes.sort((a, b) => b.weight - a.weight)
  for (const { language, weight } of wishes) if (weight > 0 && isLocale(language)) return language
  return "en"
}
