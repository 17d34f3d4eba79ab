import { existsSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "./command.mjs"

const root = join(import.meta.dirname, "..", "..")
const places = {
  chromium: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
  pulseaudio: ["/usr/bin/pulseaudio"],
}
const packages = { chromium: "chromium", firefox: "firefox-esr", pulseaudio: "pulseaudio" }

/**
 * The two browsers the end-to-end tests drive, and the sound server that Firefox needs on a machine without sound.
 * Takes what is installed, else asks Playwright for it, else Debian's packages (as root only).
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<{ env: Record<string, string>, pulseaudio: string | null, missing: string[] }>}
 *   env: EARSHOT_CHROMIUM and EARSHOT_FIREFOX are paths; without one Playwright's own browser is used.
 *   missing: browsers that could not be had, each with what to do
 */
export async function findBrowsers({ say }) {
  let lacking = await lackingBrowsers()
  if (lacking.length > 0) {
    say(`asking Playwright for ${lacking.join(" and ")}`)
    const cli = join(root, "node_modules", "@playwright", "test", "cli.js")
    await runCommand([process.execPath, cli, "install", ...lacking], { cwd: root, limitSeconds: 240 })
    lacking = await lackingBrowsers()
  }
  const wanted = needsPulse() && !installed("pulseaudio") ? [...lacking, "pulseaudio"] : lacking
  if (wanted.length > 0) await installPackages(wanted, say)
  lacking = await lackingBrowsers()
  return {
    env: {
      ...(installed("chromium") && { EARSHOT_CHROMIUM: installed("chromium") }),
      ...(installed("firefox") && { EARSHOT_FIREFOX: installed("firefox") }),
    },
    pulseaudio: installed("pulseaudio"),
    missing: lacking.map(
      (name) =>
        `${name} is missing: install the package ${packages[name]}, or name its path in EARSHOT_${name.toUpperCase()}`,
    ),
  }
}

// Elsewhere the system always has a sound output, or browsers make one up.
const needsPulse = () => process.platform === "linux"

function installed(name) {
  const named = process.env[`EARSHOT_${name.toUpperCase()}`]
  return [named, ...places[name]].find((path) => path && existsSync(path)) ?? null
}

async function lackingBrowsers() {
  const playwright = await import("@playwright/test")
  return ["chromium", "firefox"].filter((name) => !installed(name) && !existsSync(playwright[name].executablePath()))
}

async function installPackages(names, say) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return
  const list = names.map((name) => packages[name])
  say(`installing ${list.join(", ")}`)
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  await runCommand(["apt-get", "-qq", "update"], { env, limitSeconds: 180 })
  const result = await runCommand(["apt-get", "-qq", "install", "-y", "--no-install-recommends", ...list], {
    env,
    limitSeconds: 600,
  })
  if (result.code !== 0) say(`apt-get could not: ${result.output.trim().split("\n").at(-1)}`)
}
