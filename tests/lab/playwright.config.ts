import { defineConfig } from "@playwright/test"

// tests/lab/run.mjs makes the network, starts the server and says where everything is.
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: process.env.EARSHOT_RESULTS,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
})
