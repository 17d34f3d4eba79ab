import { describe, expect, test } from "vitest"
import {
  addedMail,
  addressChangedMail,
  changeAddressMail,
  hasAccountMail,
  passwordChangedMail,
  resetMail,
  roomsPassedMail,
  signInMail,
  verifyMail,
} from "@/lib/account/mail"
import type { Locale } from "@/lib/i18n/locales"
import type { Mail } from "@/lib/mail/write"
import en from "@/messages/en.json"
import ru from "@/messages/ru.json"

const link = "https://meet.example.com/verify/7Qm2xKabcdef"
const titles = { en: en.mail, ru: ru.mail }

function every(locale: Locale, name: string): [keyof typeof en.mail, Promise<Mail>][] {
  const reader = { name, link, locale }
  return [
    ["verify", verifyMail({ ...reader, minutes: 1440 })],
    ["reset", resetMail({ ...reader, minutes: 30 })],
    ["changeAddress", changeAddressMail({ ...reader, minutes: 60 })],
    ["addressChanged", addressChangedMail({ name, newAddress: "new@example.com", locale })],
    ["added", addedMail({ ...reader, by: name, days: 7 })],
    ["signIn", signInMail({ ...reader, minutes: 15 })],
    ["hasAccount", hasAccountMail(reader)],
    ["passwordChanged", passwordChangedMail(reader)],
    ["roomsPassed", roomsPassedMail({ ...reader, rooms: [name, "Two", "Three", "Four", "Five", "Six", "Seven"] })],
  ]
}

describe.each(["en", "ru"] as const)("every mail in %s", (locale) => {
  test("says the same in both parts, with the link in each, in the reader's language", async () => {
    for (const [kind, written] of every(locale, "Мэй Ito")) {
      const { subject, html, text } = await written
      const said = titles[locale][kind] as { title: string; button?: string }
      expect(subject).toBe(said.title)
      expect(html).toContain(`lang="${locale}"`)
      for (const part of [html, text]) {
        expect(part).toContain(said.title)
        expect(part).toContain("Мэй Ito")
        expect(part).not.toMatch(/\{\w+\}|undefined|\[object/)
        if (said.button) expect(part).toContain(link)
      }
      expect(text).not.toMatch(/<[a-z/]/i)
    }
  })

  test("fetches nothing, runs nothing, and has both looks", async () => {
    for (const [, written] of every(locale, "Anna")) {
      const { html } = await written
      expect(html).not.toMatch(/<script|<link|<iframe|url\(|@import|@font-face/i)
      expect([...html.matchAll(/src="([^"]*)"/g)].map(([, source]) => source)).toEqual(["cid:mark"])
      expect(html).toContain("prefers-color-scheme:dark")
    }
  })
})

const hostile = [
  "Anna\r\nBcc: everyone@example.com",
  "Anna\n\n<h1>You won</h1>",
  '<script>alert(1)</script><img src="https://evil.test/x.png" onerror=alert(1)>',
  '"><a href="https://evil.test">Sign in here</a>',
  "Win at https://evil.test/prize now",
  "www.evil.test",
  "evil.test/prize",
  "mailto:thief@evil.test",
  "{link} {site} {count, plural, other {x}} <b>x</b>",
  "#{7*7} {{7*7}} %s %0d%0aBcc:x",
  "A".repeat(5000),
  "\u202egnp.exe\u0000\u2066",
]

test.each(hostile)("a name like %j does nothing", async (name) => {
  for (const [kind, written] of every("en", name)) {
    const { subject, html, text } = await written
    const calm = (titles.en[kind] as { title: string }).title
    expect(subject).toBe(calm)
    const ours = kind === "addressChanged" ? [] : [link, link]
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(ours)
    expect(html).not.toMatch(/<script|<b>|onerror=[^&]*>\s*<|You won<\/h1>/)
    expect([...html.matchAll(/<img/g)]).toHaveLength(1)
    // What a mail program would make a link of by itself.
    const rest = text.replaceAll(link, "").replaceAll("meet.example.com", "").replaceAll("new@example.com", "")
    expect(rest).not.toMatch(/:\/\/|www\.\w|\w\.test\b|\w@\w/)
    expect(text).not.toMatch(/\r|^Bcc:/m)
    expect(text.length).toBeLessThan(1200)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(text + html).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
  }
})
