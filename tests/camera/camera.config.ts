import { defineConfig } from "@playwright/test"
import { chromiumOptions } from "../browsers"

// `npm run pictures` runs this; as no test of anything it stands outside tests/e2e.
export default defineConfig({
  testDir: ".",
  testMatch: "take.spec.ts",
  outputDir: "../../test-results/camera",
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { baseURL: process.env.EARSHOT_URL, trace: "off", screenshot: "off", actionTimeout: 30_000 },
  projects: [{ name: "chromium", use: { browserName: "chromium", launchOptions: chromiumOptions() } }],
})
