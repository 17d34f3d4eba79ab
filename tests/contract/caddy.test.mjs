import { findCaddy } from "../lab/caddy.mjs"
import { openCaddy } from "./caddy.mjs"
import { promiseEverything } from "./edge-promises.mjs"
import { ANSWER_PATIENCE_MS, edgeForEachTest, GATE_PATIENCE_MS } from "./edge-under-test.mjs"

const program = await findCaddy(console.log)

const env = { EDGE_GATE_PATIENCE: `${GATE_PATIENCE_MS}ms`, EDGE_ANSWER_PATIENCE: `${ANSWER_PATIENCE_MS}ms` }

promiseEverything(edgeForEachTest((around) => openCaddy({ program, env, ...around })))
