import { expect, test } from "vitest"
import { submit } from "../fixtures/forms"
import { mailStack, newAddress } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"

const { open, signedIn } = mailStack()

/** Sends a form with an address: comes back when it is answered. */
type Ask = (email: string) => Promise<unknown>

async function formOf(path: string): Promise<Ask> {
  const page = (await open().get(path)).body
  return (email) => submit(open(), path, "email", { email, name: "Mei" }, { page })
}

/** Each time somebody else asks, or the limits would answer. */
async function changing(): Promise<Ask> {
  const askers = await Promise.all(
    Array.from({ length: 2 * rounds }, async () => {
      const user = await makeUser()
      const browser = await signedIn(user)
      return { user, browser, page: (await browser.get("/settings")).body }
    }),
  )
  return async (email) => {
    const { user, browser, page } = askers.pop() ?? {}
    if (!user || !browser) throw new Error("Nobody is left to ask")
    await submit(browser, "/settings", "email", { email, currentPassword: user.password }, { page })
  }
}

const rounds = 24
/** Of which the first are for warming up. */
const dropped = 4
const middle = (times: number[]) => times.slice(dropped).sort((a, b) => a - b)[(rounds - dropped) / 2] ?? 0

test.each<[string, () => Promise<Ask>]>([
  ["a new password", () => formOf("/reset")],
  ["an account", () => formOf("/sign-up")],
  ["a link to sign in", () => formOf("/link")],
  ["another address", changing],
])(
  "asking for %s takes as long with an address that has an account as with any other",
  async (what, prepare) => {
    const ask = await prepare()
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] }
    for (let i = 0; i < rounds; i += 1) {
      const emails = { known: (await makeUser()).email, unknown: newAddress() }
      // Not always the same first: what is left to do behind a page burdens the next.
      const order = i % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)
      for (const kind of order) {
        const started = performance.now()
        await ask(emails[kind])
        times[kind].push(performance.now() - started)
      }
    }
    const [known, unknown] = [middle(times.known), middle(times.unknown)]
    console.log(
      `${what}, median of ${rounds - dropped}: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`,
    )
    expect(unknown / known).toBeGreaterThan(0.67)
    expect(unknown / known).toBeLessThan(1.5)
  },
  60_000,
)
