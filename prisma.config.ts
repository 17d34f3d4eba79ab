import { defineConfig } from "prisma/config"

// Prisma 7's own schema engine is a download from a host that many networks do not reach; this script speaks its
// protocol with the wasm engine from npm. Read before the engine check, so plain `npx prisma` works for everyone.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= `${import.meta.dirname}/scripts/schema-engine.mjs`

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
})
