import { expect, test } from "vitest"
import { client } from "../../scripts/check/client.mjs"
import { cruise, modules, unread } from "../../scripts/check/modules.mjs"
import { findings, imports } from "./tree.mjs"

test("a clean tree passes", async () => {
  expect(await findings(modules)).toEqual([])
  expect(await findings(client)).toEqual([])
})

/** One planted breach for each fence: the file, what it must not import, and the fence that says so. */
const breaches = [
  ["lib/sound.ts", "@/app/page", "app-is-the-top"],
  ["lib/rooms/mail.tsx", "@/components/ui/button", "lib-knows-no-components"],
  ["components/ui/card.tsx", "@/lib/rooms/rules", "ui-knows-no-domain"],
  ["components/ui/sheet.tsx", "@/components/rooms/create-room", "ui-knows-no-domain"],
  ["lib/log.ts", "@/lib/rooms/rules", "platform-knows-no-domain"],
  ["lib/livekit/service.ts", "@/lib/rooms/rules", "platform-knows-no-domain"],
  ["lib/rooms/schema.ts", "@/lib/door/rules", "domains-one-way"],
  ["lib/account/rules.ts", "@/lib/rooms/rules", "domains-one-way"],
  ["lib/newcomer/rules.ts", "@/lib/rooms/rules", "domains-one-way"],
  ["lib/door/schema.ts", "@/lib/account/schema", "domains-one-way-door"],
  ["lib/schedule/rules.ts", "@/lib/door/rules", "domains-one-way-schedule"],
  ["lib/invites/rules.ts", "@/lib/door/rules", "domains-one-way-invites"],
  ["lib/calls/rules.ts", "@/lib/door/rules", "domains-one-way-calls"],
  ["lib/chat/rules.ts", "@/lib/door/rules", "domains-one-way-chat"],
  ["lib/reports/rules.ts", "@/lib/door/rules", "domains-one-way-reports"],
  ["app/settings/page.tsx", "@/lib/rooms/jobs", "jobs-wired-in-instrumentation"],
  ["proxy.ts", "@/lib/rooms/rules", "root-knows-no-domain"],
  ["lib/door/actions.ts", "@/lib/db", "database-only-in-data"],
  ["app/rooms/page.tsx", "@/lib/db", "database-only-in-data"],
  ["components/rooms/list.tsx", "@/prisma/generated/client", "no-rows-in-view"],
  ["lib/chat/data.ts", "pg", "database-drivers-in-platform"],
  ["lib/chat/actions.ts", "livekit-server-sdk", "livekit-server-sdk-in-lib-livekit"],
  ["components/shell/bar.tsx", "livekit-client", "livekit-client-in-call-and-lobby"],
  ["app/r/page.tsx", "@livekit/components-react", "livekit-client-in-call-and-lobby"],
  ["app/api/auth/route.ts", "next-auth", "next-auth-in-lib-auth"],
  ["lib/audio/meter.ts", "react", "audio-without-react"],
  ["lib/ids.ts", "@/lib/rooms/rules.test", "nothing-from-tests"],
  ["scripts/seed.mjs", "../lib/rooms/rules", "scripts-run-on-node-alone"],
  ["lib/request.ts", "@/scripts/port.mjs", "scripts-stay-scripts"],
  ["lib/page.ts", "@/lib/nowhere", "resolvable"],
]
const places = {
  "lib/account/schema.ts": "export const schema = 1\n",
  "prisma/generated/client.ts": "export const client = 1\n",
  "scripts/port.mjs": "export const port = 1\n",
}
const planted = Object.fromEntries(breaches.map(([path, name]) => [path, imports(name)]))
const all = findings(modules, { ...places, ...planted })

test.each(breaches)("%s may not import %s", async (path, _, fence) => {
  const said = (await all).filter((line) => line.startsWith(`${path} -> `))
  expect(said).toContainEqual(expect.stringContaining(`: ${fence} (`))
})

test("nothing but the planted breaches is reported", async () => {
  const paths = breaches.map(([path]) => path)
  expect((await all).filter((line) => !paths.some((path) => line.startsWith(`${path} -> `)))).toEqual([])
})

test("two files may not need each other", async () => {
  const said = await findings(modules, { "lib/log.ts": imports("@/lib/ids"), "lib/ids.ts": imports("@/lib/log") })
  expect(said).toContainEqual(expect.stringContaining("no-cycles"))
})

test("a cruiser that reads nothing, or less than there is, fails the check", async () => {
  expect(await findings((root) => unread(root, { modules: [] }))).toEqual([expect.stringContaining("read 0 of")])
  const half = (root) => cruise(root).then((graph) => unread(root, { modules: graph.modules.map(withoutImports) }))
  expect(await findings(half)).toContainEqual(expect.stringContaining("did not see the import of @/lib/db"))
})

const withoutImports = (module) => ({ ...module, dependencies: [] })

test("a file that does not parse fails the check", async () => {
  await expect(findings(modules, { "lib/log.ts": "this is no TypeScript\n" })).rejects.toThrow("no answer")
})

test("an import in the middle of an element is seen", async () => {
  const page = `export const Page = () => <button onClick={() => import("@/lib/db")}>{null}</button>\n`
  expect(await findings(modules, { "app/rooms/page.tsx": page })).toEqual([
    expect.stringContaining("database-only-in-data"),
  ])
})

test("tests may reach anywhere", async () => {
  const reaching = [imports("@/lib/db"), imports("livekit-server-sdk"), imports("livekit-client")].join("").split("\n")
  const text = reaching.filter((line) => line.startsWith("import")).map((line, i) => line.replace(" it ", ` it${i} `))
  expect(await findings(modules, { "tests/integration/room.test.ts": `${text.join("\n")}\n` })).toEqual([])
})

test("a component in the browser reaches no data, however long the way", async () => {
  const said = await findings(client, {
    "components/rooms/list.tsx": `"use client"\n${imports("./row")}`,
    "components/rooms/row.tsx": imports("@/lib/rooms/data"),
  })
  expect(said).toEqual([
    expect.stringContaining("components/rooms/list.tsx: brings lib/rooms/data.ts into the browser"),
  ])
})

test("a component in the browser reaches no server-only file", async () => {
  const said = await findings(client, {
    "components/rooms/list.tsx": `"use client"\n${imports("@/lib/door/rules")}`,
    "lib/door/rules.ts": `import "server-only"\nexport const entry = 1\n`,
  })
  expect(said).toEqual([expect.stringContaining("server-only/index.js into the browser")])
})
