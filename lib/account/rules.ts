import type { User } from "@/lib/auth/actor"

/** How long a one-time link lives, in minutes: what is mailed on somebody's own wish is used within the hour. */
export const linkLife = { join: 7 * 24 * 60, password: 60, address: 24 * 60, signIn: 15 } as const

/** For a link that an operator hands over by other ways than mail, in minutes. */
export const handedMinutes = 24 * 60

/** For the link that finishes a sign-up, in minutes: a day, as its page says. */
export const signUpMinutes = 24 * 60

/** May this user see who has an account here, add people and shut accounts? */
export function mayRunServer(user: Pick<User, "role">): boolean {
  return user.role === "operator"
}

/**
 * Where to go after signing in: a path on this site, nothing else. Browsers read "//host" and "/\host" as other sites.
 */
export function safeNext(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return "/rooms"
  const url = new URL(next, "http://earshot.invalid")
  // "/..//host" is a path of this site only until its dots are resolved.
  const isOurs = url.host === "earshot.invalid" && !url.pathname.startsWith("//")
  return isOurs ? url.pathname + url.search + url.hash : "/rooms"
}

export type BrowserName = { browser: string | null; system: string | null; isPhone: boolean }

// Order matters: Edge and Opera also call themselves Chrome, Chrome calls itself Safari, Android calls itself Linux.
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|OPT\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/YaBrowser\//, "Yandex"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Version\/[\d.]+ .*Safari\//, "Safari"],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux|X11/, "Linux"],
]

/** What a person calls the browser behind a User-Agent; null where it does not say. */
export function browserOf(userAgent: string | null): BrowserName {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent ?? ""))?.[1] ?? null
  return { browser: named(browsers), system: named(systems), isPhone: /iPhone|iPod|Mobile/.test(userAgent ?? "") }
}

/** Is this a time zone that this server can reckon with? */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/**
 * A text in which somebody else's name stands in the place of one that must be forgotten, as "Room of Anna" is named by
 * itself. Whole words only, in any case.
 */
export function withoutName(text: string, gone: string, other: string): string {
  const name = gone.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  if (name === "") return text
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, "giu"), () => other)
}
