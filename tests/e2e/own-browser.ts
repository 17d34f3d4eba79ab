import { execFileSync } from "node:child_process"
import { type Browser, chromium, firefox } from "@playwright/test"
import { chromiumOptions, firefoxOptions } from "../browsers"
import { type BrowserName, test } from "./fixtures"

/** The browser of one person alone, with what may happen to a computer. */
export type OwnBrowser = {
  browser: Browser
  /** Every process of it stands still, as when the lid is closed. */
  sleeps(): void
  wakes(): void
  /** It ends without a word, as when the battery is empty. */
  dies(): void
}

/** Processes below this one, children before their own. */
function below(parent: number): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
  const rows = list
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number))
  const found = [parent]
  for (const id of found) for (const [pid = 0, ppid] of rows) if (ppid === id) found.push(pid)
  return found.slice(1)
}

async function launchAlone(kind: BrowserName): Promise<OwnBrowser> {
  const before = new Set(below(process.pid))
  const browser = await (kind === "chromium" ? chromium.launch(chromiumOptions()) : firefox.launch(firefoxOptions()))
  const roots = below(process.pid).filter((pid) => !before.has(pid))
  const tell = (signal: NodeJS.Signals) => {
    for (const pid of new Set(roots.flatMap((root) => [root, ...below(root)])))
      try {
        process.kill(pid, signal)
      } catch {
        // Gone already: a browser ends its own helpers.
      }
  }
  return { browser, sleeps: () => tell("SIGSTOP"), wakes: () => tell("SIGCONT"), dies: () => tell("SIGKILL") }
}

/** Tests with people whose browser is theirs alone. */
export const ownTest = test.extend<{ alone: (kind: BrowserName) => Promise<OwnBrowser> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed out of this pattern
  alone: async ({}, use) => {
    const launched: OwnBrowser[] = []
    await use(async (kind) => {
      const own = await launchAlone(kind)
      launched.push(own)
      return own
    })
    for (const { browser } of launched) await browser.close()
  },
})
