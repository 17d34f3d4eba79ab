import { expect, test } from "vitest"
import { literals } from "../../scripts/check/literals.mjs"
import { messages } from "../../scripts/check/messages.mjs"
import { words } from "../../scripts/check/words.mjs"
import { findings } from "./tree.mjs"

test("a clean tree passes", async () => {
  for (const check of [messages, words, literals]) expect(await findings(check)).toEqual([])
})

const both = (en, ru) => ({ "messages/en.json": JSON.stringify(en), "messages/ru.json": JSON.stringify(ru) })

test.each([
  ["a key of one language only", both({ a: "A", b: "B" }, { a: "А" }), "ru.json: b is missing"],
  ["a key of the other language only", both({ a: "A" }, { a: "А", b: "Б" }), "en.json: b is missing"],
  ["another argument", both({ a: "Hi {name}" }, { a: "Привет {nom}" }), "a has other arguments"],
  ["another tag", both({ a: "<b>Hi</b>" }, { a: "<i>Привет</i>" }), "a has other arguments"],
  ["broken ICU", both({ a: "Hi {name" }, { a: "Привет {name}" }), "en.json: a is not valid ICU"],
  ["an empty text", both({ a: "Hi" }, { a: " " }), "ru.json: a is not a text"],
  ["a list", both({ a: ["Hi"] }, { a: "Привет" }), "en.json: a is not a text"],
  [
    "a plural without few",
    both({ a: "{n, plural, one {#} other {#}}" }, { a: "{n, plural, one {#} many {#} other {#}}" }),
    'ru.json: a lacks the plural form "few"',
  ],
  [
    "a plural without one",
    both({ a: "{n, plural, =1 {#} other {#}}" }, { a: "{n, plural, one {#} few {#} many {#} other {#}}" }),
    'en.json: a lacks the plural form "one"',
  ],
  [
    "other choices",
    both({ a: "{who, select, me {I} other {He}}" }, { a: "{who, select, you {Ты} other {Он}}" }),
    "a has other arguments",
  ],
])("messages: %s", async (_, planted, said) => {
  expect(await findings(messages, planted)).toContainEqual(expect.stringContaining(said))
})

test("messages: a plural in one language may be a plain number in the other", async () => {
  const plain = both({ a: "{n} rooms" }, { a: "{n, plural, one {#} few {#} many {#} other {#}}" })
  expect(await findings(messages, plain)).toEqual([])
})

const card = (body) => ({
  "components/rooms/card.tsx": `import { getTranslations, useTranslations } from "next-intl"
export async function Card({ code, list }) {
  ${body}
}
`,
})

test.each([
  ["a key that is not there", `const t = useTranslations("rooms"); return t("delete")`, "rooms.delete is not in"],
  ["a key without namespace", "const t = await getTranslations(); return t(`create`)", "create is not in"],
  [
    "one branch of two",
    `const t = useTranslations(); return t(code ? "rooms.create" : "rooms.no")`,
    "rooms.no is not in",
  ],
  ["a rich text", `const t = useTranslations("rooms"); return t.rich("bold", {})`, "rooms.bold is not in"],
  [
    "a template that fits nothing",
    "const t = useTranslations(); return t(`rooms.kind.${code}`)",
    "rooms.kind.* is not in",
  ],
  [
    "a translator among promises",
    `const [a, t] = await Promise.all([list, getTranslations("rooms")]); return t("no")`,
    "rooms.no",
  ],
  [
    "an object as namespace",
    `const t = await getTranslations({ namespace: "rooms" }); return t("no")`,
    "rooms.no is not in",
  ],
  ["a bare variable", `const t = useTranslations("rooms"); return [t(code), t("create")]`, "cannot be followed"],
  ["a variable as namespace", `const t = useTranslations(code); return t("create")`, "cannot be followed"],
  ["a called translator", `return (await getTranslations("rooms"))("no")`, "rooms.no is not in"],
])("words: %s", async (_, body, said) => {
  expect(await findings(words, card(body))).toEqual([expect.stringContaining(said)])
})

test.each([`ReturnType<typeof useTranslations<"rooms">>`, "Words"])(
  "words: a translator handed in as %s",
  async (type) => {
    const planted = card(`return null
}
type Words = ReturnType<typeof useTranslations<"rooms">>
export function wordsFor(t: ${type}) {
  return [t("create"), t("no")]`)
    expect(await findings(words, planted)).toEqual([expect.stringContaining("rooms.no is not in")])
  },
)

test("words: a variable may choose in a namespace of its own", async () => {
  expect(await findings(words, card(`const codes = useTranslations("errors.codes"); return codes(code)`))).toEqual([])
})

test("words: two translators of one name in two functions are told apart", async () => {
  const planted = card(`const t = useTranslations("rooms"); return t("create")
}
export function Other() {
  const t = useTranslations("errors.codes"); return t("forbidden")`)
  expect(await findings(words, planted)).toEqual([])
})

test("words: a key that nobody names, and a code without words", async () => {
  const en = { rooms: { create: "Create", lost: "Lost" }, errors: { codes: { forbidden: "No", gone: "Gone" } } }
  expect(await findings(words, { "messages/en.json": JSON.stringify(en) })).toEqual([
    "messages/en.json: rooms.lost is used nowhere",
    "messages/en.json: errors.codes.not_found is missing",
    "messages/en.json: no such error code: gone",
  ])
})

test.each([
  ["text", "<p>Join now</p>"],
  ["text beside code", "<p>{count} rooms</p>"],
  ["text in a fragment", "<>Join</>"],
  ["Russian text", "<p>Войти</p>"],
  ["a string in braces", `<p>{"Join"}</p>`],
  ["a template", "<p>{`${count} min`}</p>"],
  ["one branch", `<p>{count ? "Join" : null}</p>`],
  ["after &&", `<p>{count && "Join"}</p>`],
  ["a label", `<button aria-label="Mute" />`],
  ["a placeholder", `<input placeholder={"Name"} />`],
  ["a picture's text", `<img alt="A room" />`],
  ["a component's label", `<Field label="Name" />`],
  ["an announcement", `<button onClick={() => announce("Muted")} />`],
])("literals: %s", async (_, element) => {
  const content = `export const Card = ({ count }) => ${element}\n`
  expect(await findings(literals, { "components/rooms/card.tsx": content })).toEqual([
    expect.stringMatching(/^components\/rooms\/card.tsx:1: .* belongs in messages/),
  ])
})

test.each([
  ["signs and numbers", "<p>{count} · 3 &times; 4</p>"],
  ["a key cap", "<kbd>M</kbd>"],
  ["names that are not shown", `<p className="a" role="status" data-at="b" id={count === "x" ? "a" : "b"} />`],
  ["an empty alternative text", `<img alt="" />`],
])("literals: %s may stand there", async (_, element) => {
  const content = `export const Card = ({ count }) => ${element}\n`
  expect(await findings(literals, { "components/rooms/card.tsx": content })).toEqual([])
})

test("literals: a page's title", async () => {
  const page = (title) => ({ "app/page.tsx": `export const metadata = { title: "${title}" }\n` })
  expect(await findings(literals, page("My rooms"))).toEqual([expect.stringContaining("My rooms")])
  expect(await findings(literals, page("Earshot"))).toEqual([])
})
