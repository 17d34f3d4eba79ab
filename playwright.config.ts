import { defineConfig } from "@playwright/test"
import { chromiumOptions, firefoxOptions } from "./tests/browsers"

// scripts/test.mjs starts the stack and says where it is: EARSHOT_URL, EARSHOT_SETUP_LINK, EARSHOT_CONTROL.
const full = process.env.EARSHOT_FULL === "1"
const { channel, ...firefox } = firefoxOptions()

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  // A folder for each run: two at once would wipe each other's traces.
  outputDir: process.env.EARSHOT_RESULTS ?? "test-results",
  // Two browsers with sound fill two cores; more at once, and the tests measure the machine.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: full ? 600_000 : 90_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.EARSHOT_URL,
    locale: "en-GB",
    ignoreHTTPSErrors: true,
    screenshot: "only-on-failure",
    // With loopback only, nothing here is worth a recording unless it failed.
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "chromium",
      // Tests that start browsers of both kinds themselves are tagged @mixed and run once, here.
      grepInvert: /@firefox/,
      use: { browserName: "chromium", permissions: ["microphone"], launchOptions: chromiumOptions() },
    },
    {
      name: "firefox",
      grepInvert: /@chromium|@mixed/,
      use: { browserName: "firefox", channel, launchOptions: firefox },
    },
  ],
})
