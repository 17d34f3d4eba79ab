import type { Page } from "@playwright/test"
import { control, expect } from "./fixtures"
import type { Cast, Story } from "./scene-cast"
import { comesTo, enters, hush, knocks, signallingToCut, speaks, tool } from "./scene-steps"
import { filled } from "./scene-words"
import { call } from "./scenes-call"

const lostLine = /WebSocket|ERR_|status of 50\d|reconnect|signal|connection|data channel|DataChannel/i

// livekit-client writes an error for each data channel of a connection that ends as it should.
const closing = /User-Initiated Abort|data channel '\w+' closed unexpectedly/

/** Without a microphone, listening. */
async function listens(cast: Cast): Promise<Page> {
  const room = await cast.room()
  await enters(cast, await cast.guest("lena"), room)
  const page = await enters(cast, await cast.host("anna", { microphone: "denies" }), room)
  await page.getByRole("main").getByText(cast.words.call.banner.denied).waitFor()
  return page
}

const banner = (page: Page, words: RegExp | string) =>
  page.locator(".strip").getByText(words).waitFor({ timeout: 25_000 })

/** When the call hurts, and when it is over. */
export const troubleStories: Story[] = [
  [
    { name: "call-no-microphone", fills: true, open: listens },
    {
      name: "call-microphone-help",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.getByRole("button", { name: cast.words.call.banner.deniedAction }).click()
        await page.getByRole("dialog").waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "call-offline",
      fills: true,
      expected: lostLine,
      async open(cast) {
        const { page, anna, others } = await call(cast, ["lena", "boris"])
        // While anyone is heard the line is small; this cut reaches no media.
        for (const other of others) await other.page.keyboard.press("m")
        await expect(page.locator(".seat").getByText(cast.words.call.note.muted)).toHaveCount(others.length)
        await anna.context.setOffline(true)
        await banner(page, cast.words.call.banner.offline)
        return page
      },
    },
  ],
  [
    {
      name: "call-line-lost",
      fills: true,
      state: true,
      expected: lostLine,
      async open(cast) {
        const room = await cast.room()
        const lena = await cast.guest("lena")
        await enters(cast, lena, room)
        const anna = await cast.host("anna")
        const cut = await signallingToCut(anna.page)
        const page = await enters(cast, anna, room)
        await hush(anna)
        await speaks(cast, lena, page)
        await cut()
        await banner(page, cast.words.call.banner.signal)
        return page
      },
    },
  ],
  [
    {
      name: "call-repair",
      fills: true,
      expected: lostLine,
      async open(cast) {
        const room = await cast.room()
        const anna = await cast.host("anna")
        const cut = await signallingToCut(anna.page)
        for (const who of ["lena", "boris"] as const) await enters(cast, await cast.guest(who), room)
        const page = await enters(cast, anna, room)
        await hush(anna)
        await cut()
        await page.evaluate(() => window.ear.connections.at(-1)?.close())
        await banner(page, cast.words.call.banner.reconnectingMore)
        return page
      },
    },
  ],
  [
    {
      name: "call-server-restarts",
      fills: true,
      state: true,
      expected: lostLine,
      async open(cast) {
        const { page } = await call(cast, ["lena", "boris"])
        cast.afterwards(() => control("resume-livekit"))
        await control("pause-livekit")
        await banner(page, cast.words.call.banner.restartingMore)
        return page
      },
    },
  ],
  [
    {
      name: "call-silent",
      fills: true,
      state: true,
      async open(cast) {
        const { page, others } = await call(cast, ["lena"])
        await others[0]?.page.evaluate(async () => {
          // This page would mend it within five seconds; its clock stands still.
          const now = Date.now()
          Date.now = () => now
          for (const sender of window.ear.connections.flatMap((connection) => connection.getSenders()))
            if (sender.track) await sender.replaceTrack(null)
        })
        await banner(page, cast.words.call.banner.silentMore.watching)
        return page
      },
    },
  ],
  [{ name: "call-sound-blocked", fills: true, open: soundBlocked }],
  [
    {
      name: "left",
      expected: closing,
      async open(cast) {
        const room = await cast.room()
        const page = await enters(cast, await cast.guest("lena"), room)
        await tool(cast, page, "leave").click()
        await page.getByRole("heading", { name: cast.words.over.left.title }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "ended-by-host",
      state: true,
      expected: closing,
      async open(cast) {
        const { page, others } = await call(cast, ["lena"])
        await tool(cast, page, "leave").click()
        await page.getByRole("alertdialog").getByRole("button").nth(1).click()
        await page.getByRole("button", { name: cast.words.call.leave.endSure, exact: true }).click()
        const guest = others[0]?.page ?? page
        await guest.getByRole("heading", { name: cast.words.over.endedByHost.title }).waitFor()
        return guest
      },
    },
  ],
  [
    {
      name: "other-tab",
      state: true,
      expected: closing,
      async open(cast) {
        const room = await cast.room()
        const lena = await cast.guest("lena")
        const page = await enters(cast, lena, room)
        await enters(cast, { ...lena, page: await lena.context.newPage() }, room)
        await page.bringToFront()
        await page.getByRole("heading", { name: cast.words.over.duplicate.title }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "failed-no-relay",
      expected: /NegotiationError|unable to set offer/,
      async open(cast) {
        const lena = await cast.guest("lena", { path: "relay", url: (await cast.bare()).url })
        const page = await comesTo(lena, await cast.bareRoom())
        await knocks(cast, lena)
        await page.getByRole("heading", { name: cast.words.over.noRelay.title }).waitFor({ timeout: 20_000 })
        return page
      },
    },
  ],
  [
    {
      name: "failed-no-server",
      state: true,
      expected: lostLine,
      async open(cast) {
        const lena = await cast.guest("lena")
        const page = await comesTo(lena, await cast.room())
        // The door is open; behind it nobody takes the line.
        await page.routeWebSocket(/\/rtc/, (socket) => socket.close())
        await knocks(cast, lena)
        await page
          .getByRole("heading", { name: filled(cast.words.call.connecting.title, { room: cast.names.room }) })
          .waitFor()
        // Half a minute of trying passes at once.
        await page.evaluate(() => {
          const now = Date.now
          Date.now = () => now() + 40_000
        })
        await page.getByRole("heading", { name: cast.words.over.noServer.title }).waitFor({ timeout: 30_000 })
        return page
      },
    },
  ],
]

/** Whoever comes only to listen, and never touched the page: the browser plays nothing (autoplay.spec.ts has the why). */
async function soundBlocked(cast: Cast): Promise<Page> {
  const room = await cast.room()
  await enters(cast, await cast.guest("boris"), room)
  const lena = await cast.guest("lena", { hz: null, noMicrophone: true })
  const cdp = await lena.context.newCDPSession(lena.page)
  const until = async (expression: string) => {
    const deadline = Date.now() + 20_000
    while (Date.now() < deadline) {
      const { result } = await cdp.send("Runtime.evaluate", { expression, userGesture: false, returnByValue: true })
      if (result.value === true) return
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`never true: ${expression}`)
  }
  await lena.page.goto(`/r/${room.slug}`)
  await until(`(() => {
    const input = document.querySelector("#lobby-form input")
    if (!input || !Object.keys(input).some((key) => key.startsWith("__reactProps"))) return false
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, ${JSON.stringify(lena.name)})
    input.dispatchEvent(new Event("input", { bubbles: true }))
    input.form.requestSubmit()
    return true
  })()`)
  await until(`!!document.querySelector(".soundbar")`)
  return lena.page
}
