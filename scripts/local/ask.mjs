import { createInterface } from "node:readline/promises"

/** Is there a person to ask? */
export function canAsk() {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY)
}

/**
 * A question with yes or no.
 * @param {string} question
 * @param {{ usually: boolean, signal: AbortSignal }} options usually: what Enter alone means
 */
export async function confirm(question, { usually, signal }) {
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  // In a terminal that is read line by line, Ctrl-C arrives here instead of as a signal.
  asking.on("SIGINT", () => process.emit("SIGINT"))
  try {
    const answer = (await asking.question(`${question} [${usually ? "Y/n" : "y/N"}] `, { signal })).trim().toLowerCase()
    return answer === "" ? usually : /^(y|yes|д|да)$/.test(answer)
  } finally {
    asking.close()
  }
}
