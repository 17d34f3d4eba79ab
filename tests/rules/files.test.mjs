import { chmodSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { environment } from "../../scripts/check/environment.mjs"
import { layout } from "../../scripts/check/layout.mjs"
import { types } from "../../scripts/check/types.mjs"
import { findings } from "./tree.mjs"

test("a clean tree passes", async () => {
  for (const check of [layout, environment, types]) expect(await findings(check)).toEqual([])
})

const lines = (count) => "export const a = 1\n".repeat(count)

test.each([
  ["lib/rooms/rules.ts", lines(251), "251 lines"],
  ["app/styles/call.css", ".a {}\n".repeat(251), "251 lines"],
  ["scripts/start.mjs", lines(300), "300 lines"],
  ["tests/e2e/door.spec.ts", lines(300), "300 lines"],
  ["lib/utils.ts", lines(1), "drawer"],
  ["components/rooms/helpers.tsx", lines(1), "drawer"],
  ["components/common/words.ts", lines(1), "drawer"],
  ["components/rooms/index.ts", lines(1), "drawer"],
  ["components/rooms/RoomCard.tsx", lines(1), "kebab-case"],
  ["lib/rateLimit.ts", lines(1), "kebab-case"],
  ["lib/rooms/queries.ts", lines(1), "a domain holds"],
  ["lib/rooms/views/card.ts", lines(1), "a domain holds"],
  ["lib/newcomer/words.ts", lines(1), "a domain holds"],
  ["components/call/panels/people.tsx", lines(1), "folders go 2 deep"],
  ["app/fonts/README.md", lines(1), undefined],
  ["lib/rooms/data/create.ts", lines(1), undefined],
  ["lib/rooms/data.test.ts", lines(1), undefined],
  ["lib/rooms/mail.tsx", lines(1), undefined],
  ["app/r/[slug]/not-found.tsx", lines(1), undefined],
  ["app/api/auth/[...nextauth]/route.ts", lines(1), undefined],
  ["docs/long.md", "a\n".repeat(900), undefined],
  ["messages/de.json", "{\n\n}\n".repeat(200), undefined],
])("layout: %s", async (path, content, said) => {
  const expected = said ? [expect.stringMatching(new RegExp(`^${path.replace(/[[\]().]/g, ".")}: .*${said}`))] : []
  expect(await findings(layout, { [path]: content })).toEqual(expected)
})

test("layout: modes hold no surprise", async () => {
  const said = await findings(
    (root) => {
      chmodSync(join(root, "lib/env.ts"), 0o755)
      chmodSync(join(root, "scripts/build.mjs"), 0o644)
      symlinkSync("env.ts", join(root, "lib/other.ts"))
      return layout(root)
    },
    { "scripts/build.mjs": "#!/usr/bin/env node\n", "scripts/start.mjs": "#!/usr/bin/env node\n" },
  )
  expect(said).toEqual([
    "lib/env.ts: executable without a #! line",
    "lib/other.ts: a symbolic link",
    "scripts/build.mjs: starts with #! but is not executable",
  ])
})

test.each([
  ["lib/log.ts", "export const level = process.env.LOG_LEVEL\n"],
  ["lib/rooms/data.ts", `export const url = process["env"].DATABASE_URL\n`],
  ["components/call/bar.tsx", "export const { env } = process\n"],
  ["app/page.tsx", `import { env } from "node:process"\nexport const a = env\n`],
  ["instrumentation.ts", "export const register = () => process.env.LOG_LEVEL\n"],
  ["proxy.ts", "export const proxy = () => process.env.AUTH_SECRET\n"],
])("environment: %s may not read it", async (path, content) => {
  expect(await findings(environment, { [path]: content })).toEqual([expect.stringMatching(`^${path}:\\d`)])
})

test("environment: settings, scripts and tests may read it", async () => {
  const content = "export const a = process.env.A\n"
  const paths = ["next.config.js", "scripts/start.mjs", "tests/e2e/door.spec.ts", "lib/rooms/rules.test.ts"]
  expect(await findings(environment, Object.fromEntries(paths.map((path) => [path, content])))).toEqual([])
})

test("environment: nothing is fixed at build time", async () => {
  const said = await findings(environment, { "components/call/bar.tsx": `export const a = "NEXT_PUBLIC_URL"\n` })
  expect(said).toEqual([expect.stringContaining("NEXT_PUBLIC_")])
})

test("types: no assertion outside tests", async () => {
  const said = await findings(types, {
    "lib/rooms/data.ts": "export const a = 1 as unknown\nexport const b = [1] as const satisfies readonly number[]\n",
    "lib/rooms/rules.test.ts": "export const a = 1 as unknown\n",
    "lib/ids.ts": "export const a = 1 as unknown\n",
  })
  expect(said).toEqual([expect.stringContaining("lib/rooms/data.ts:1: ")])
})
