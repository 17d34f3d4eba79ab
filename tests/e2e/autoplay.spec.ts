import type { CDPSession } from "@playwright/test"
import { expect, makeRoom, test } from "./fixtures"
import { expectHears, joins } from "./steps"

// A recording looks into the page, and Chromium takes each look for the person's gesture.
test.use({ trace: "off", screenshot: "off" })

test("blocked autoplay shows a bar, and one click brings the sound @chromium", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  await joins(anna, room)
  // Chromium lets a page play that records: whoever only listens is the one who is blocked.
  const lena = await person("Lena", { hz: null, noMicrophone: true })
  // Playwright's fill and click would count as the person's gesture and unblock sound: look and press over CDP only.
  const cdp = await lena.context.newCDPSession(lena.page)
  await lena.page.goto(`/r/${room.slug}`)
  await untilTrue(cdp, `!!document.querySelector("#lobby-form input")`)
  await untilTrue(cdp, "!navigator.userActivation.hasBeenActive")
  await untilTrue(
    cdp,
    `(() => {
      const input = document.querySelector("#lobby-form input")
      if (!Object.keys(input).some((key) => key.startsWith("__reactProps"))) return false
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, "Lena")
      input.dispatchEvent(new Event("input", { bubbles: true }))
      input.form.requestSubmit()
      return true
    })()`,
  )
  await untilTrue(cdp, `/turn sound on/i.test(document.body.innerText)`)
  await untilTrue(cdp, `[...document.querySelectorAll("audio")].some((element) => element.srcObject && element.paused)`)
  await press(cdp, "Turn sound on")
  await expectHears(lena, anna)
  await expect(lena.page.getByRole("button", { name: "Turn sound on" })).toBeHidden()
})

/** By the mouse alone: while Playwright looked for the button, its look would have brought the sound. */
async function press(cdp: CDPSession, words: string): Promise<void> {
  const { result } = await cdp.send("Runtime.evaluate", {
    expression: `(() => {
      const button = [...document.querySelectorAll("button")].find((one) => one.innerText.includes("${words}"))
      const { left, top, width, height } = button.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    })()`,
    userGesture: false,
    returnByValue: true,
  })
  for (const type of ["mousePressed", "mouseReleased"] as const)
    await cdp.send("Input.dispatchMouseEvent", { type, ...result.value, button: "left", clickCount: 1 })
}

async function untilTrue(cdp: CDPSession, expression: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (await cdp.send("Runtime.evaluate", { expression, userGesture: false, returnByValue: true })).result.value,
      {
        timeout: 20_000,
        message: expression,
      },
    )
    .toBe(true)
}
