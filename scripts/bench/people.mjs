/** Milliseconds from the name to the click: somebody who has looked at the lobby for a while, so the call's code is there. */
const looks = 3500
const patience = { timeout: 30_000 }

/**
 * A new profile at an address, not in the call yet.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address of a room's page, or of the bare page
 * @param {{ tone?: number, lookEveryMs?: number }} [options] tone: its microphone plays this one, in Hz, instead of the
 *   browser's beep; lookEveryMs: how often it looks for the first sound of somebody else, 0 not at all
 */
export async function arrive(browser, address, { tone, lookEveryMs = 4 } = {}) {
  const context = await browser.newContext({ permissions: ["microphone"], locale: "en-GB" })
  await context.addInitScript(watchJoin, lookEveryMs)
  if (tone) await context.addInitScript(playTone, tone)
  const page = await context.newPage()
  await page.goto(address)
  return { context, page }
}

/**
 * All that comes before the click.
 * @param {{ page: import("@playwright/test").Page }} person
 * @param {string | null} name null on the bare page, which asks for none
 * @returns {Promise<() => Promise<void>>} clicks, by the mouse alone: Playwright's own look at a page costs that page time
 */
export async function getReady({ page }, name) {
  const button = page.getByRole("button", { name: /^(come in|join)/i }).first()
  if (name === null) await page.locator("button:enabled").waitFor(patience)
  else await page.getByLabel("Your name").fill(name)
  await page.waitForTimeout(looks)
  await button.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await button.boundingBox()
  return () => page.mouse.click(x + width / 2, y + height / 2)
}

/** From our lobby into the call; done when the call's controls are there. */
export async function comeIn(person, name) {
  const click = await getReady(person, name)
  await click()
  await leaveButton(person).waitFor(patience)
}

/**
 * Waits for the first decoded packet of somebody else's voice, by getSynchronizationSources.
 * @returns {Promise<{ click: number, door: number, connected: number, sound: number }>} milliseconds of the page's clock;
 *   the bare page has no door
 */
export async function firstSoundOf({ page }) {
  await page.waitForFunction(() => window.joining.sound !== undefined, null, { ...patience, polling: 100 })
  return page.evaluate(() => {
    const { click, connected, sound } = window.joining
    const asked = performance
      .getEntriesByType("resource")
      .find((entry) => entry.startTime >= click && entry.initiatorType === "fetch" && entry.name === location.href)
    return { click, door: asked?.responseEnd ?? click, connected, sound }
  })
}

/** How many others this browser gets sound of right now. */
export const heardBy = ({ page }) => page.evaluate(() => window.joining.heard())

/** Leaves the call: the server knows it at once, not when it misses the packets. */
export async function leave(person) {
  if (await person.page.evaluate(() => window.leave?.().then(() => true))) return
  await leaveButton(person).click()
  await person.page.getByRole("button", { name: "Go back in" }).waitFor(patience)
}

const leaveButton = ({ page }) => page.getByRole("button", { name: /^leave/i }).first()

/** Runs in the page before its own code. */
function watchJoin(lookEveryMs) {
  let connections = []
  const heard = () =>
    connections
      .filter((one) => one.connectionState !== "closed")
      .flatMap((one) => one.getReceivers())
      .filter((receiver) => receiver.getSynchronizationSources().length > 0).length
  window.joining = { heard }
  addEventListener(
    "submit",
    () => {
      // What stood before the click carries on; a call that was left is closed.
      connections = connections.filter((one) => one.connectionState !== "closed")
      const stands = connections.some((one) => one.connectionState === "connected")
      const click = performance.now()
      window.joining = { heard, click, ...(stands && { connected: click }) }
    },
    true,
  )
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(config) {
      super(config)
      connections.push(this)
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") window.joining.connected ??= performance.now()
      })
    }
  }
  if (lookEveryMs === 0) return
  setInterval(() => {
    if (window.joining.sound === undefined && heard() > 0) window.joining.sound = performance.now()
  }, lookEveryMs)
}

/** Runs in the page before its own code: its microphone plays one tone, from the first key or click on. */
function playTone(hz) {
  if (!navigator.mediaDevices) return
  let audio
  const resume = () => audio?.resume()
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, resume, { capture: true })
  navigator.mediaDevices.getUserMedia = async () => {
    audio ??= new AudioContext()
    const out = audio.createMediaStreamDestination()
    // Five loud tones mixed would clip.
    const gain = new GainNode(audio, { gain: 0.15 })
    const oscillator = new OscillatorNode(audio, { frequency: hz })
    oscillator.connect(gain).connect(out)
    oscillator.start()
    return out.stream
  }
}
