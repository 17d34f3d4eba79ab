import { readFileSync } from "node:fs"

export type Locale = "en" | "ru"

type Messages = typeof import("../../messages/en.json")

const read = (locale: Locale) =>
  JSON.parse(readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), "utf8")) as Messages

/** What people read, so that a scene is reached in either language. */
export const words: Record<Locale, Messages> = { en: read("en"), ru: read("ru") }

/** Puts values where a message has their names; plurals are beyond it. */
export function filled(message: string, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
}

type Names = Record<"anna" | "boris" | "lena" | "mei" | "jonas" | "sofia", string> & {
  room: string
  rooms: readonly string[]
}

/** The same people and rooms in every picture. */
export const names: Record<Locale, Names> = {
  en: {
    anna: "Anna Petrova",
    boris: "Boris Klein",
    lena: "Lena Fischer",
    mei: "Mei Tanaka",
    jonas: "Jonas Weber",
    sofia: "Sofia Rossi",
    room: "Weekly planning",
    rooms: ["Interview: sound engineer", "Berlin visit", "Monthly update"],
  },
  ru: {
    anna: "Анна Петрова",
    boris: "Борис Клейн",
    lena: "Лена Фишер",
    mei: "Мэй Танака",
    jonas: "Йонас Вебер",
    sofia: "София Росси",
    room: "Еженедельная планёрка",
    rooms: ["Собеседование: звукорежиссёр", "Поездка в Берлин", "Итоги месяца"],
  },
}

/** What people may call a room or themselves, and what must still look like a name. */
export const odd = {
  long: "Еженедельное производственное совещание руководителей подразделений звукозаписи",
  markup: "<script>alert(1)</script>",
  rightToLeft: "الاجتماع الأسبوعي للفريق",
  emoji: "🎧 Jam 👩‍👩‍👧‍👦 🇺🇳",
  unbroken: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
}
