import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

const project = join(import.meta.dirname, "..", "..")

/** The smallest project that keeps every rule: one file on each floor of the house. */
const clean = {
  "package.json": `{ "type": "module" }\n`,
  "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }\n`,
  "app/page.tsx": `import { CreateRoom } from "@/components/rooms/create-room"
export default function Page() {
  return <CreateRoom code="forbidden" />
}
`,
  "app/(signed-in)/rooms/[roomId]/page.tsx": `export { default } from "@/app/page"\n`,
  "components/rooms/create-room.tsx": `"use client"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { createRoom } from "@/lib/rooms/actions"
import type { RoomView } from "@/lib/rooms/data"
export function CreateRoom({ code }: { code: RoomView["code"] }) {
  const t = useTranslations("rooms")
  const words = useTranslations("errors.codes")
  return <Button label={t("create", { count: 2 })} onClick={createRoom}>{words(\`\${code}\`)} <kbd>M</kbd></Button>
}
`,
  "components/ui/button.tsx": `export function Button(props: { label: string; onClick: () => void; children: React.ReactNode }) {
  return <button type="button" aria-label={props.label} onClick={props.onClick}>{props.children}</button>
}
`,
  "instrumentation.ts": `export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") await import("./lib/rooms/jobs")
}
`,
  "lib/env.ts": "export const env = () => process.env\n",
  "lib/db.ts": `import { env } from "@/lib/env"\nexport const db = env\n`,
  "lib/errors.ts": "export const errorStatus = { forbidden: 403, not_found: 404 } as const\n",
  "lib/auth/session.ts": `import NextAuth from "next-auth"\nexport const auth = NextAuth\n`,
  "lib/livekit/token.ts": `import { AccessToken } from "livekit-server-sdk"\nexport const token = AccessToken\n`,
  "lib/rooms/rules.ts": "export const canManage = true\n",
  "lib/rooms/data.ts": `import "server-only"
import { db } from "@/lib/db"
import { canManage } from "./rules"
export type RoomView = { code: "forbidden" }
export const rooms = () => (canManage ? db() : null)
`,
  "lib/rooms/actions.ts": `"use server"\nimport { rooms } from "./data"\nexport const createRoom = async () => void rooms()\n`,
  "lib/rooms/jobs.ts": `import { rooms } from "./data"\nexport const sweep = rooms\n`,
  "lib/rooms/rules.test.ts": `import { db } from "@/lib/db"\nimport { canManage } from "./rules"\nexport const test = [db, canManage, process.env]\n`,
  "lib/door/rules.ts": `import { canManage } from "@/lib/rooms/rules"\nexport const entry = canManage\n`,
  "messages/en.json": `{
  "rooms": { "create": "Create {count, plural, one {# room} other {# rooms}}" },
  "errors": { "codes": { "forbidden": "Not yours", "not_found": "Not there" } }
}
`,
  "messages/ru.json": `{
  "rooms": { "create": "Создать {count, plural, one {# комнату} few {# комнаты} many {# комнат} other {# комнаты}}" },
  "errors": { "codes": { "forbidden": "Не ваше", "not_found": "Нет такого" } }
}
`,
}

/**
 * Writes the clean project with some files put in its place, and runs one check on it.
 * @param {(root: string) => string[] | Promise<string[]>} check
 * @param {Record<string, string>} planted content by path; a `#!` at the start marks the file executable
 * @returns {Promise<string[]>} what the check says
 */
export async function findings(check, planted = {}) {
  const root = mkdtempSync(join(tmpdir(), "earshot-rules-"))
  try {
    for (const [path, content] of Object.entries({ ...clean, ...planted })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
      if (content.startsWith("#!")) chmodSync(join(root, path), 0o755)
    }
    symlinkSync(join(project, "node_modules"), join(root, "node_modules"))
    return await check(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** A file that imports this and does nothing else. */
export const imports = (name) => `import * as it from "${name}"\nexport const held = it\n`
