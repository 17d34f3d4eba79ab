#!/usr/bin/env node
// Prisma 7 downloads its schema engine from a host that many networks do not reach. This program takes its place, named in
// prisma.config.ts: the same arguments and the same JSON-RPC over stdin and stdout, served by the engine's WebAssembly
// build from npm over the driver adapter. Needed by the command line tool only; the app never runs it.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg"
import { MigrationAdapterFactory } from "./local/schema-adapter.mjs"
import { createDatabase, dropDatabase, executeScript, readConnection } from "./local/schema-database.mjs"

const JSON_RPC_SERVER_ERROR = 4466
const args = process.argv.slice(2)
const datasource = JSON.parse(valuesOf("--datasource")[0] ?? "{}")

function valuesOf(option) {
  return args.flatMap((arg, index) => (arg === option ? [args[index + 1]] : []))
}

/** Prisma reads the engine's stderr line by line and shows what is at level ERROR. */
function log(level, message, more = {}) {
  const line = {
    timestamp: new Date().toISOString(),
    level,
    fields: { message, ...more },
    target: "schema_engine::logger",
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

async function loadEngine() {
  const glue = fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"))
  const code = readFileSync(glue.replace(/\.js$/, ".wasm"))
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings
}

// `schema-engine cli <command>`: asked before the conversation over stdin begins.
async function runCommand(command) {
  const connection = readConnection(datasource.url)
  const commands = {
    "can-connect-to-database": () => executeScript(connection, "select 1"),
    "create-database": () => createDatabase(connection),
    "drop-database": () => dropDatabase(connection),
  }
  process.stderr.write("\n")
  try {
    if (!commands[command]) throw new Error(`unknown command ${command}`)
    await commands[command]()
    return 0
  } catch (error) {
    const { code, message } = asPrismaError(error, connection)
    log("ERROR", message, { error_code: code })
    return 1
  }
}

function asPrismaError(error, { client }) {
  if (error.code === "3D000") return { code: "P1003", message: `Database \`${client.database}\` does not exist` }
  if (error.code === "28P01") return { code: "P1000", message: error.message }
  if (error.code === "ECONNREFUSED")
    return { code: "P1001", message: `Can't reach database server at \`${client.host}:${client.port}\`` }
  return { code: "P1010", message: error.message }
}

function createHandlers(engineModule) {
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(datasource))
  const datamodels = valuesOf("--datamodels").map((file) => [file, readFileSync(resolve(file), "utf8")])
  const debug = (message) => process.env.DEBUG && process.stderr.write(`${message}\n`)
  let starting
  function engine() {
    starting ??= engineModule.SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      debug,
      adapter,
    )
    return starting
  }

  // In the WebAssembly build only the diagnosis can open a scratch database; the two that call this read the schema that
  // it leaves in the engine's cache.
  async function afterDiagnosis(method, params) {
    const ready = await engine()
    const { migrationsList, filters } = params
    if (migrationsList.migrationDirectories.length > 0)
      await ready.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true })
    return ready[method](params)
  }

  let printed = 0
  const own = {
    getDatabaseVersion: async (params) => (await engine()).version(params),
    async createDatabase() {
      const connection = readConnection(datasource.url)
      await createDatabase(connection)
      return { databaseName: connection.client.database }
    },
    dropDatabase: () => dropDatabase(readConnection(datasource.url)),
    evaluateDataLoss: (params) => afterDiagnosis("evaluateDataLoss", params),
    createMigration: (params) => afterDiagnosis("createMigration", params),
    dbExecute: (params) => executeScript(readConnection(params.datasourceType?.url ?? datasource.url), params.script),
    async diff(params) {
      const { stdout, exitCode } = await (await engine()).diff(params)
      if (stdout != null) {
        printed += 1
        send({ id: `print-${printed}`, method: "print", params: { content: stdout } })
      }
      return { exitCode }
    },
  }
  return async (method, params) => (own[method] ? own[method](params) : (await engine())[method](params))
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`)
}

async function answer({ id, method, params }, handle) {
  try {
    send({ id, result: (await handle(method, params)) ?? {} })
  } catch (error) {
    const message = error?.message ?? String(error)
    const code = error?.code ?? /^([A-Z]\d{4})/.exec(message)?.[1] ?? null
    const data = { is_panic: false, message, meta: null, error_code: code }
    send({
      id,
      error: { code: JSON_RPC_SERVER_ERROR, message: "An error happened. Check the data field for details.", data },
    })
  }
}

async function converse() {
  // The engine calls this by its global name when it panics.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log("ERROR", message, { is_panic: true }) }
  const handle = createHandlers(await loadEngine())
  // One after the other: the engine holds one connection, and its answers may depend on the call before.
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line)
    // Without a method it is the reply to our "print".
    if (message.method) await answer(message, handle)
  }
}

if (args.includes("--version")) console.log(`schema-engine-wasm ${(await loadEngine()).version()}`)
else if (args.includes("cli")) process.exit(await runCommand(args[args.indexOf("cli") + 1]))
else {
  await converse()
  process.exit(0)
}
