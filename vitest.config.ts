import { defineConfig } from "vitest/config"

const needsDatabase = ["lib/**/{data,jobs,actions}.test.ts", "lib/**/data/*.test.ts"]

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
      // Next's build turns this marker into an error where it reaches a browser; a test is on the server's side.
      { find: /^server-only$/, replacement: "next/dist/compiled/server-only/empty.js" },
    ],
  },
  test: {
    // Its files import "next/server" without an extension, which Node alone does not find.
    server: { deps: { inline: [/next-auth/, /@auth\//, /next-intl/] } },
    testTimeout: 10_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,components,lib,i18n}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
          exclude: needsDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.{ts,mjs}", ...needsDatabase],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        // The edge of the containers, built with Go or named in EARSHOT_EDGE.
        test: { name: "contract", include: ["tests/contract/**/*.test.mjs"], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: "rules", include: ["tests/rules/**/*.test.mjs"], testTimeout: 60_000 },
      },
    ],
  },
})
