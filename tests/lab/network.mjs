import { spawn } from "node:child_process"
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { run } from "./command.mjs"
import { setFirewall } from "./firewall.mjs"
import { forwardToServer } from "./server-nat.mjs"

/**
 * A small internet on one Linux machine, in network namespaces:
 *
 *   lab-a 198.51.100.2   - lab-fwa (NAT and firewall, outside 203.0.113.2) -\
 *   lab-b 198.51.100.66  - lab-fwb (the same,         outside 203.0.113.3) --+- bridge in lab-inet
 *   lab-c 198.51.100.130 - lab-fwc (the same,         outside 203.0.113.4) -/
 *   lab-srv   203.0.113.10 and .11, meet.test  ------------------------------+
 *   lab-other 203.0.113.20, acme.test: another public host ------------------/
 *
 * Behind a NAT of its own the server is 198.51.100.198, and lab-fwsrv has its public address.
 * The addresses are the documentation ranges and exist only here; nothing leaves the namespaces.
 */
export const clients = {
  a: { lan: 0, wan: "203.0.113.2" },
  b: { lan: 64, wan: "203.0.113.3" },
  c: { lan: 128, wan: "203.0.113.4" },
}
export const server = {
  name: "meet.test",
  address: "203.0.113.10",
  second: "203.0.113.11",
  /** An address of its own that nobody outside reaches, as a machine with containers has one. */
  inner: "198.51.100.193",
  /** Behind a NAT. */
  behind: "198.51.100.198",
  /** More names of it: a page that is none of the product's, and the SFU on a host of its own. */
  more: { page: "bare.test", sfu: "sfu.test" },
}
export const other = { name: "acme.test", address: "203.0.113.20" }

const gateway = "203.0.113.1"
const router = { lan: "198.51.100.197" }
const hosts = ["inet", "srv", "fwsrv", "other", ...Object.keys(clients).flatMap((client) => [`fw${client}`, client])]

/**
 * @param {{ prefix?: string }} [options] prefix of the namespaces' names: labs with different ones run side by side, with
 *   the same addresses
 */
export function openNetwork({ prefix = "lab" } = {}) {
  const dir = join(tmpdir(), `netlab-${prefix}`)
  const space = (host) => `${prefix}-${host}`
  const on = (host, ...args) => run(["ip", "-n", space(host), ...args])

  /** The command that runs another one on a host. */
  const inside = (host, command) => ["ip", "netns", "exec", space(host), ...command]

  function makeHost(host) {
    const files = join("/etc/netns", space(host))
    mkdirSync(files, { recursive: true })
    writeFileSync(join(files, "resolv.conf"), "")
    const names = [
      "127.0.0.1 localhost",
      // Chromium looks up the names of STUN and TURN servers with a dot at the end.
      `${server.address} ${[server.name, `${server.name}.`, ...Object.values(server.more)].join(" ")}`,
      `${other.address} ${other.name}`,
      "",
    ]
    writeFileSync(join(files, "hosts"), names.join("\n"))
    run(["ip", "netns", "add", space(host)])
    on(host, "link", "set", "lo", "up")
  }

  /** Puts a host's end of a cable to the bridge into service. */
  function attach(host, port, address) {
    on("inet", "link", "set", `p-${host}-${port}`, "master", "br0", "up")
    on(host, "addr", "add", `${address}/24`, "dev", port)
    on(host, "link", "set", port, "up")
    // Without a default route a host's sends fail at once, which they do not in the internet; this gateway answers nothing.
    on(host, "route", "add", "default", "via", gateway)
  }

  function plug(host, address) {
    on("inet", "link", "add", `p-${host}-eth0`, "type", "veth", "peer", "name", "eth0", "netns", space(host))
    attach(host, "eth0", address)
  }

  /** A cable that can be made slow and lossy: cable.py carries its frames. */
  async function wire(host, address) {
    const state = join(dir, `${host}.json`)
    const log = join(dir, `${host}.log`)
    writeFileSync(state, "{}")
    const program = join(import.meta.dirname, "cable.py")
    const output = openSync(log, "w")
    const child = spawn("python3", [program, space(host), "wan", space("inet"), `p-${host}-wan`, state], {
      stdio: ["ignore", output, output],
      detached: true,
    })
    child.unref()
    writeFileSync(join(dir, `${host}.pid`), String(child.pid))
    for (let tries = 0; !readFileSync(log, "utf8").includes("ready"); tries++) {
      if (tries === 100) throw new Error(`The cable of ${host} did not start: ${readFileSync(log, "utf8")}`)
      await wait(50)
    }
    attach(host, "wan", address)
  }

  function makeRouter(kind) {
    plug("fwsrv", server.address)
    on("fwsrv", "link", "add", "lan", "type", "veth", "peer", "name", "eth0", "netns", space("srv"))
    on("fwsrv", "addr", "add", `${router.lan}/30`, "dev", "lan")
    on("fwsrv", "link", "set", "lan", "up")
    on("srv", "addr", "add", `${server.behind}/30`, "dev", "eth0")
    on("srv", "link", "set", "eth0", "up")
    on("srv", "route", "add", "default", "via", router.lan)
    const addresses = { publicAddress: server.address, ownAddress: server.behind, innerAddress: server.inner }
    forwardToServer({ inside, router: "fwsrv", ...addresses, kind })
  }

  async function makeClient(client, { lan, wan }) {
    const firewall = `fw${client}`
    on(firewall, "link", "add", "lan", "type", "veth", "peer", "name", "eth0", "netns", space(client))
    on(firewall, "addr", "add", `198.51.100.${lan + 1}/26`, "dev", "lan")
    on(firewall, "link", "set", "lan", "up")
    on(client, "addr", "add", `198.51.100.${lan + 2}/26`, "dev", "eth0")
    on(client, "link", "set", "eth0", "up")
    on(client, "route", "add", "default", "via", `198.51.100.${lan + 1}`)
    await wire(firewall, wan)
    run(inside(firewall, ["sysctl", "-qw", "net.ipv4.ip_forward=1"]))
    const table = (...args) => run(inside(firewall, ["iptables", "-w", ...args]))
    table("-P", "FORWARD", "DROP")
    // A NAT that takes stray packets for its own breaks hole punching.
    table("-A", "INPUT", "-i", "wan", "-m", "conntrack", "--ctstate", "NEW", "-j", "DROP")
    setFirewall({ prefix, dir, client, mode: "open" })
  }

  const pidsIn = (host) =>
    run(["ip", "netns", "pids", space(host)], { may: true })
      .split("\n")
      .filter(Boolean)
      .map(Number)

  async function endProcessesOf(host) {
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      for (const pid of pidsIn(host)) tryKill(pid, signal)
      for (let tries = 0; tries < 30 && pidsIn(host).length > 0; tries++) await wait(100)
    }
  }

  return {
    prefix,
    space,
    inside,
    exists: () => existsSync(`/run/netns/${space("inet")}`),

    /**
     * @param {{ nat?: keyof typeof import("./server-nat.mjs").natKinds }} [options] the server behind a NAT
     * @throws when something that it needs is missing; then call `down`
     */
    async up({ nat } = {}) {
      mkdirSync(dir, { recursive: true })
      for (const host of hosts) makeHost(host)
      on("inet", "link", "add", "br0", "type", "bridge")
      on("inet", "link", "set", "br0", "up")
      on("inet", "addr", "add", `${gateway}/24`, "dev", "br0")
      if (nat) makeRouter(nat)
      else {
        plug("srv", server.address)
        on("srv", "addr", "add", `${server.second}/24`, "dev", "eth0")
      }
      on("srv", "link", "add", "inner", "type", "bridge")
      on("srv", "link", "set", "inner", "up")
      on("srv", "addr", "add", `${server.inner}/30`, "dev", "inner")
      plug("other", other.address)
      await Promise.all(Object.entries(clients).map(([client, place]) => makeClient(client, place)))
    },

    /** Ends the processes in its namespaces and removes them. Also after half an `up`, and when there is none. */
    async down() {
      await Promise.all(hosts.map(endProcessesOf))
      for (const host of hosts) {
        run(["ip", "netns", "del", space(host)], { may: true })
        rmSync(join("/etc/netns", space(host)), { recursive: true, force: true })
      }
      // The cables hold on to the namespaces' devices, not to the namespaces.
      for (const client of Object.keys(clients)) {
        const file = join(dir, `fw${client}.pid`)
        if (existsSync(file) && isCable(Number(readFileSync(file, "utf8")))) tryKill(Number(readFileSync(file, "utf8")))
        rmSync(file, { force: true })
      }
    },

    /** @param {string} client a, b or c @param {string} mode see firewall.mjs */
    mode: (client, mode) => setFirewall({ prefix, dir, client, mode }),

    /** Gives a client another address, as from one Wi-Fi to the next: flows of the old one are dead. @param {string} client */
    move(client) {
      const { lan } = clients[client]
      const [first, second] = [`198.51.100.${lan + 2}/26`, `198.51.100.${lan + 3}/26`]
      const has = run(["ip", "-n", space(client), "-4", "addr", "show", "dev", "eth0"])
      const [from, to] = has.includes(first) ? [first, second] : [second, first]
      on(client, "addr", "del", from, "dev", "eth0")
      on(client, "addr", "add", to, "dev", "eth0")
      on(client, "route", "replace", "default", "via", `198.51.100.${lan + 1}`)
      run(inside(`fw${client}`, ["conntrack", "-F"]), { may: true })
    },

    /**
     * Makes a client's line bad: "ab" upstream, "ba" downstream.
     * @param {string} client
     * @param {{ ab?: Line, ba?: Line }} lines; {} makes it good again
     * @typedef {{ delay?: number, jitter?: number, loss?: number, rate?: number, queue?: number, dup?: number,
     *   reorder?: boolean }} Line delay, jitter, queue in ms; loss, dup in per cent; rate in kbit/s
     */
    impair(client, lines) {
      writeFileSync(join(dir, `fw${client}.json`), JSON.stringify(lines))
      process.kill(Number(readFileSync(join(dir, `fw${client}.pid`), "utf8")), "SIGHUP")
    },

    status: () =>
      Object.keys(clients).map((client) => {
        const read = (file) => (existsSync(join(dir, file)) ? readFileSync(join(dir, file), "utf8").trim() : "-")
        return { client, mode: read(`${client}.mode`), line: read(`fw${client}.json`) }
      }),
  }
}

function tryKill(pid, signal = "SIGTERM") {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

function isCable(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("cable.py")
  } catch {
    return false
  }
}
