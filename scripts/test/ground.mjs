import { join } from "node:path"
import { findBrowsers } from "./browsers.mjs"
import { startControl } from "./control.mjs"
import { startSoundServer } from "./sound-server.mjs"

// The first time livekit-server may have to be built from source.
const stackLimitMs = 900_000

/**
 * What stands under the tests: a stack for each part, the browsers, a sound server. Each is started when it is needed.
 * What cannot be had is thrown with words for people; asking again throws the same again.
 * @param {{ dir: string, say: (line: string) => void }} options dir: for data, logs and sockets
 */
export function createGround({ dir, say }) {
  const stops = []
  const once = new Map()
  const giveUp = new AbortController()

  const start = async (options) => {
    const { startStack } = await import("../stack.mjs")
    const work = startStack({
      loopback: true,
      port: 0,
      onLine: (line) => say(`  ${line}`),
      signal: giveUp.signal,
      ...options,
    })
    // When the limit or Ctrl-C comes first, the stack that is still starting is ended once it is up.
    stops.push(() => work.then((stack) => stack.stop()).catch(() => {}))
    return within(work, stackLimitMs, "The stack did not start")
  }

  const makers = {
    stack: async (part) => {
      const stack = await start({ dir: join(dir, part) })
      let others = 0
      // The build under test, whatever somebody has written into the sources meanwhile.
      const { buildDir: cwd, staticDir } = stack
      const appCommand = { command: process.execPath, args: ["server.js"], cwd, staticDir }
      const another = ({ turn, env, webhookUrl }) =>
        start({ dir: join(dir, `${part}-${++others}`), turn, env, webhookUrl, appCommand })
      const control = await startControl(stack, another)
      stops.push(control.close)
      return {
        ...stack.env,
        DATABASE_URL: stack.databaseUrl,
        EARSHOT_URL: stack.url,
        EARSHOT_APP: stack.appUrl,
        EARSHOT_BUILD: cwd,
        EARSHOT_SETUP_LINK: stack.setupLink ?? "",
        EARSHOT_CONTROL: control.url,
      }
    },
    browsers: async () => {
      const { env, pulseaudio, missing } = await findBrowsers({ say })
      if (missing.length > 0) throw new Error(missing.join("\n"))
      if (!pulseaudio) return env
      const sound = await startSoundServer(pulseaudio, dir)
      stops.push(sound.stop)
      return { ...env, ...sound.env }
    },
  }

  return {
    /**
     * Environment for a part that needs these.
     * @param {string[]} needs
     * @param {string} part by whose name a stack is known: what one part leaves in its database is not in another's way
     */
    async env(needs, part = "stack") {
      const found = {}
      for (const name of needs) {
        giveUp.signal.throwIfAborted()
        const key = name === "stack" ? part : name
        if (!once.has(key)) once.set(key, makers[name](part))
        Object.assign(found, await once.get(key))
      }
      return found
    },
    async stop() {
      giveUp.abort()
      for (const stop of stops.splice(0).reverse()) await within(stop(), 30_000, "Stopping took too long").catch(warn)
    },
  }

  function warn(error) {
    say(String(error))
  }
}

function within(work, limitMs, words) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${words} within ${limitMs / 1000} s`)), limitMs)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
