import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { stagesOf } from "./first-sound.mjs"
import { slopeOf } from "./statistics.mjs"

const root = join(import.meta.dirname, "..", "..")

/** What joining costs on lines of some length: the slope of the time over added delay is round trips. Budget A1. */
export const joining = {
  name: "joining",
  title:
    "Click to first sound over lines of 0 to 200 ms, in Chromium through the real edge, against a bare livekit-client page",
  pairs: 10,
  async run({ ground, pairs }) {
    const found = await runInLab({ ground, pairs })
    if (found.unmeasured) return found
    const steps = stepsOf(found.rounds, (run) => run.sound - run.click)
    return {
      slopes: [
        {
          name: "round trips from the click to the first sound",
          unit: "round trips",
          steps,
          budget: "A1: at most 5.3 (aim 3)",
          within: (line) => line.slope <= 5.3,
        },
      ],
      measures: steps.map(({ at, ours, base }) => ({
        name: `click to first sound, ${at} ms of added delay`,
        unit: "ms",
        ours,
        base,
      })),
      notes: [
        ...["ours", "base"].map((who) => `${words[who]}: ${tripsOf(found.rounds, who)}`),
        ...steps.map(({ at }) => `ours at ${at} ms: ${stagesOf(runsAt(found.rounds, at).map((round) => round.ours))}`),
        "a server and two computers in network namespaces; the delay is on the listener's line, half of it each way",
        `our signalling came over ${found.protocols.join(" and ")}`,
        "the slope: Theil-Sen over all runs; the bare page has its token, and its SFU a host name and TLS of its own",
      ],
    }
  },
}

const words = { ours: "our round trips", base: "the bare page's" }
const runsAt = (rounds, at) => rounds.filter(({ delay }) => delay === at)

function stepsOf(rounds, pick) {
  const values = (at, who) => runsAt(rounds, at).map((round) => pick(round[who]))
  return [...new Set(rounds.map(({ delay }) => delay))].map((at) => ({
    at,
    ours: values(at, "ours"),
    base: values(at, "base"),
  }))
}

/** Where the round trips are: the slope of each part. */
function tripsOf(rounds, who) {
  const parts = [
    ["door", (run) => run.door - run.click],
    ["connection", (run) => run.connected - run.door],
    ["first sound", (run) => run.sound - run.connected],
  ]
  const told = parts.map(([name, pick]) => {
    const { slope } = slopeOf(stepsOf(rounds, pick).map((step) => ({ at: step.at, values: step[who] })))
    return `${name} ${slope.toFixed(1)}`
  })
  return told.join(" + ")
}

/** The lab is the tests', and a program of its own. */
async function runInLab({ ground, pairs }) {
  const file = join(ground.dir, "joining.json")
  const program = join(root, "tests", "lab", "joining.mjs")
  const args = [program, "--pairs", String(pairs), "--dir", join(ground.dir, "lab"), "--file", file]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] })
  const ended = new Promise((done) => child.once("close", done))
  ground.atEnd(async () => {
    child.kill("SIGTERM")
    await ended
  })
  const code = await ended
  if (code !== 0) throw new Error(`The lab ended with ${code}`)
  return JSON.parse(readFileSync(file, "utf8"))
}
