import { setTimeout as wait } from "node:timers/promises"
import { expect, test } from "vitest"
import { identityOf } from "../local/process.mjs"
import { runCommand } from "./command.mjs"

const node = (code) => [process.execPath, "-e", code]
test("gives exit code and output", async () => {
  const result = await runCommand(node(`console.log("é"); console.error("b"); process.exit(3)`), { limitSeconds: 10 })
  expect(result).toMatchObject({ code: 3, timedOut: false })
  expect(result.output.split("\n").sort()).toEqual(["", "b", "é"])
})

test("a program that is not there fails and does not throw", async () => {
  expect(await runCommand(["/no/such/program"], { limitSeconds: 10 })).toMatchObject({ code: 127 })
})

test("the limit ends the program and what it started", async () => {
  const child = `const { spawn } = require("child_process")
    const inner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" })
    console.log(inner.pid)
    setInterval(() => {}, 1000)`
  const result = await runCommand(node(child), { limitSeconds: 1 })
  expect(result).toMatchObject({ code: 124, timedOut: true })
  await wait(200)
  expect(identityOf(Number(result.output.trim()))).toBeUndefined()
})
