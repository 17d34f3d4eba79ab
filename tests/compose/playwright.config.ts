import { defineConfig } from "@playwright/test"

// tests/compose/run.mjs builds the images, starts the stack and says where everything is.
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: process.env.EARSHOT_RESULTS,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 20_000 },
})
