import { execFileSync, spawnSync } from "node:child_process"
import { copyFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { schema } from "../../scripts/check/schema.mjs"
import { findings } from "./tree.mjs"

const project = join(import.meta.dirname, "..", "..")

const lint = (root) => {
  copyFileSync(join(project, "biome.json"), join(root, "biome.json"))
  const biome = join(project, "node_modules", ".bin", "biome")
  const args = ["ci", "--error-on-warnings", "--vcs-enabled=false", "--colors=off", "lib/ids.ts", "app/globals.css"]
  const { stdout, stderr, status } = spawnSync(biome, args, { cwd: root, encoding: "utf8" })
  return status === 0 ? [] : [stdout + stderr]
}
const css = `@import "tailwindcss";\n\n@theme inline {\n  --color-text: var(--text);\n}\n`
const file = (content) => ({ "lib/ids.ts": content, "app/globals.css": css })

test("Biome passes a clean file", async () => {
  expect(await findings(lint, file("export const id = 1\n"))).toEqual([])
})

test.each([
  ["noExplicitAny", "export const id = (a: any) => a\n"],
  ["noNonNullAssertion", "export const id = (a?: { b: string }) => a!.b\n"],
  ["noUnusedImports", `import { db } from "./db"\n\nexport const id = 1\n`],
  ["useImportType", `import { Db } from "./db"\n\nexport const id = (a: Db) => a\n`],
  ["useNodejsImportProtocol", `export { join } from "path"\n`],
  ["format", "export const id = '1';\n"],
])("Biome says %s", async (rule, content) => {
  expect(await findings(lint, file(content))).toEqual([expect.stringContaining(rule)])
})

const model = (fields) => `datasource db {
  provider = "postgresql"
}

model Room {
  id String @id
${fields}
}
`
const made = `create table "Room" (id text not null, constraint "Room_pkey" primary key (id));\n`
const history = {
  "prisma/migrations/migration_lock.toml": `provider = "postgresql"\n`,
  "prisma/migrations/20260101000000_start/migration.sql": made,
}

test("a schema that its migrations do not make fails", async () => {
  expect(await findings(schema, { ...history, "prisma/schema.prisma": model("") })).toEqual([])
  const said = await findings(schema, { ...history, "prisma/schema.prisma": model("  name String") })
  expect(said).toEqual([expect.stringContaining("not what the migrations make")])
})

test("a part of the check that finds something ends with an error", () => {
  const run = () => execFileSync(process.execPath, [join(project, "scripts", "check.mjs"), "no-such-part"])
  expect(run).toThrow()
})
