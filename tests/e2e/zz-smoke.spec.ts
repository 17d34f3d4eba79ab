import { expect, test } from "@playwright/test"

test("landing answers", async ({ page }) => {
  await page.goto("/")
  await expect(page.locator("h1")).toBeVisible()
})
test("microphone is granted and the context runs after a click", async ({ page }) => {
  await page.goto("/")
  const got = await page.evaluate(async () => {
    const s = await navigator.mediaDevices.getUserMedia({ audio: true })
    return s.getAudioTracks()[0]?.readyState
  })
  expect(got).toBe("live")
})
test("control answers @chromium", async ({ request }) => {
  const r = await request.post(`${process.env.EARSHOT_CONTROL}/stack`, { data: { turn: false } })
  expect(r.status(), r.ok() ? "" : await r.text()).toBe(200)
  const { id, url, setupLink } = await r.json()
  expect(setupLink).toContain("/setup/")
  expect((await request.get(`${url}/api/health`)).status()).toBe(200)
  expect((await request.post(`${process.env.EARSHOT_CONTROL}/stop`, { data: { id } })).status()).toBe(200)
  expect((await request.post(`${process.env.EARSHOT_CONTROL}/kill-livekit`)).status()).toBe(200)
})
test("relay @mixed", async () => {
  expect(process.env.PULSE_SERVER).toBeTruthy()
  expect(process.env.EARSHOT_SETUP_LINK).toContain("/setup/")
})
test("this one fails @firefox", async () => {
  expect(1).toBe(2)
})
