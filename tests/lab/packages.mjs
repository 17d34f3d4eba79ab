import { existsSync } from "node:fs"
import { runCommand } from "../../scripts/test/command.mjs"

const folders = (process.env.PATH ?? "").split(":").concat("/usr/sbin", "/sbin")
const programs = {
  ip: "iproute2",
  iptables: "iptables",
  conntrack: "conntrack",
  socat: "socat",
  python3: "python3",
  certutil: "libnss3-tools",
}

/**
 * What the lab needs of the system, from Debian's packages where it is missing.
 * @param {(line: string) => void} [say]
 * @throws with words for people when this is no Linux, when they are not root, or a package cannot be had
 */
export async function installPackages(say = () => {}) {
  if (process.platform !== "linux") throw new Error("The lab is made of Linux' network namespaces: run it on Linux.")
  if (process.getuid() !== 0) throw new Error("The lab makes network namespaces: run it as root.")
  const missing = Object.keys(programs).filter((name) => !folders.some((folder) => existsSync(`${folder}/${name}`)))
  if (missing.length === 0) return
  const packages = missing.map((name) => programs[name])
  say(`installing ${packages.join(", ")}`)
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const apt = (...args) =>
    runCommand(["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", ...args], { env, limitSeconds: 600 })
  await apt("update")
  const { code, output } = await apt("install", "-y", "--no-install-recommends", ...packages)
  if (code !== 0)
    throw new Error(`Install these yourself: ${packages.join(", ")} (${output.trim().split("\n").at(-1)})`)
}
