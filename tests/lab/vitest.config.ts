import { defineConfig } from "vitest/config"

// Runs on a client of the lab, started by from-outside.spec.ts.
export default defineConfig({
  test: { dir: import.meta.dirname, include: ["**/*.test.ts"], testTimeout: 30_000, hookTimeout: 30_000 },
})
