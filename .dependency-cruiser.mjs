// The fences of docs/architecture.md, section 2. There is no list of exceptions: code moves, or the rule does.
// Tests (tests/**, *.test.*) are free to reach anywhere; nothing reaches back into them.

import { domainsKnownTo, platformFolders } from "./scripts/check/platform.mjs"

const tests = "^tests/|[.]test[.]"
const folders = platformFolders.join("|")
const domain = `^lib/(?!(?:${folders})/)[^/]+/`
const platform = `^lib/(?:[^/]+$|(?:${folders})/)`
const domainData = `${domain}data([.]ts$|/)`
const npm = (names) => `(^|node_modules/)(${names})(/|$)`

/** Code under `from` (never a test) may not import `to`. */
const fence = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { ...from, pathNot: [tests, ...[from.pathNot ?? []].flat()] },
  to,
})

const domainFences = [
  ...Object.entries(domainsKnownTo).map(([name, known]) =>
    fence(
      `domains-one-way-${name}`,
      `lib/${name} may use of the domains only ${known.join(", ")}`,
      { path: `^lib/${name}/` },
      { path: domain, pathNot: `^lib/(${[name, ...known].join("|")})/` },
    ),
  ),
  fence(
    "domains-one-way",
    "this domain stands alone: it may use no other",
    { path: `^lib/(?!(?:${folders}|${Object.keys(domainsKnownTo).join("|")})/)([^/]+)/` },
    { path: domain, pathNot: "^lib/$1/" },
  ),
]

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "two files that need each other are one file, or the shared part is a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "an import that leads nowhere would slip through every other fence",
      severity: "error",
      from: {},
      // Next resolves these two markers itself; they are no packages on disk.
      to: { couldNotResolve: true, pathNot: "^(server|client)-only$" },
    },
    fence("app-is-the-top", "nothing imports a route", { pathNot: "^app/" }, { path: "^app/.*[.][mc]?[jt]sx?$" }),
    fence("lib-knows-no-components", "app -> components -> lib", { path: "^lib/" }, { path: "^components/" }),
    fence(
      "ui-knows-no-domain",
      "components/ui is below everything people see: plain props only",
      { path: "^components/ui/" },
      { path: `${domain}|^components/(?!ui/)` },
    ),
    fence("platform-knows-no-domain", "lib/<domain> -> lib/<platform>", { path: platform }, { path: domain }),
    ...domainFences,
    fence(
      "jobs-wired-in-instrumentation",
      "instrumentation.ts is the only place that hands domains' jobs to the runner",
      { pathNot: "^instrumentation[.]ts$" },
      { path: `${domain}jobs[.]ts$` },
    ),
    fence(
      "root-knows-no-domain",
      "proxy, i18n and settings stand on platform; only instrumentation.ts wires jobs",
      { path: "^(i18n/|[^/]+$)" },
      { path: domain, pathNot: `${domain}jobs[.]ts$` },
    ),
    fence(
      "database-only-in-data",
      "lib/db only in domains' data and in platform",
      { pathNot: [domainData, platform, "^prisma/seed[.]ts$"] },
      { path: "^lib/db([.]ts$|/)" },
    ),
    fence(
      "no-rows-in-view",
      "pages and components get plain props, never a database row",
      { path: "^(app|components)/" },
      { path: "^prisma/" },
    ),
    fence(
      "database-drivers-in-platform",
      "the database is opened in one place",
      { pathNot: [platform, "^scripts/", "^prisma/"] },
      { path: npm("pg|@prisma/client|@prisma/adapter-pg") },
    ),
    fence(
      "livekit-server-sdk-in-lib-livekit",
      "one place speaks to the SFU and signs tokens",
      { pathNot: "^lib/livekit/" },
      { path: npm("livekit-server-sdk") },
    ),
    fence(
      "livekit-client-in-call-and-lobby",
      "livekit-client and components-react only in components/{call,lobby} and lib/audio",
      { pathNot: "^(components/(call|lobby)|lib/audio)/" },
      { path: npm("livekit-client|@livekit/components-[^/]+") },
    ),
    fence(
      "next-auth-in-lib-auth",
      "next-auth only in lib/auth and components/auth",
      { pathNot: "^(lib|components)/auth/" },
      { path: npm("next-auth|@auth/[^/]+") },
    ),
    fence(
      "audio-without-react",
      "lib/audio is the engine that runs in the browser, without React",
      { path: "^lib/audio/" },
      { path: npm("react|react-dom|@livekit/components-[^/]+") },
    ),
    fence(
      "nothing-from-tests",
      "tests look at the code, never the other way",
      { pathNot: "^(vitest|playwright)[.]config[.]ts$" },
      { path: tests },
    ),
    fence(
      "scripts-run-on-node-alone",
      "scripts start before anything is built",
      { path: "^scripts/" },
      { path: "^(app|components|lib|i18n)/" },
    ),
    fence(
      "scripts-stay-scripts",
      "the app is built without scripts/",
      { path: "^(app|components|lib|i18n)/" },
      { path: "^scripts/" },
    ),
  ],
  options: {
    // TypeScript 7 has no parser API for other programs; without swc the cruiser reads nothing and reports success.
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|^prisma/generated/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
  },
}
