#!/usr/bin/env node
// A Firefox on a host of the lab (LAB_SPACE), for a test that is not there. It is steered over a port of that host's
// 127.0.0.1, so this opens the same port here, carries what comes, and only then says that Firefox listens.
import { spawn } from "node:child_process"
import { createServer } from "node:net"
import { createInterface } from "node:readline"

const { LAB_SPACE = "", LAB_PROGRAM = "" } = process.env
const inside = ["netns", "exec", LAB_SPACE]
const firefox = spawn("ip", [...inside, LAB_PROGRAM, ...process.argv.slice(2)], { stdio: ["ignore", "pipe", "pipe"] })

function carry(port) {
  const server = createServer((here) => {
    const there = spawn("ip", [...inside, "socat", "-", `TCP4:127.0.0.1:${port}`], {
      stdio: ["pipe", "pipe", "ignore"],
    })
    here.pipe(there.stdin)
    there.stdout.pipe(here)
    for (const stream of [here, there.stdin, there.stdout]) stream.on("error", () => {})
    here.on("close", () => there.kill())
    there.on("exit", () => here.destroy())
  })
  return new Promise((done) => {
    // Another lab's Firefox may have taken the number here.
    server.once("error", () => server.listen(0, "127.0.0.1"))
    server.on("listening", () => done(server.address().port))
    server.listen(port, "127.0.0.1")
  })
}

for (const [from, to] of [
  [firefox.stdout, process.stdout],
  [firefox.stderr, process.stderr],
]) {
  createInterface({ input: from }).on("line", async (line) => {
    const port = /listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    to.write(`${port ? line.replace(`:${port}`, `:${await carry(Number(port))}`) : line}\n`)
  })
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => firefox.kill(signal))
firefox.on("exit", (code) => process.exit(code ?? 1))
