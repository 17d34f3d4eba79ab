import { parseArgs } from "node:util"
import { parts } from "./parts.mjs"

export const usage = `npm test [-- options]
  --only NAME    ${parts.map((part) => part.name).join(" | ")} (may be given more than once)
  --grep TEXT    only tests whose title matches
  --full         five runs each, the thousands, the hours, containers and firewalls; writes docs/sound.md
  --figures      writes docs/sound.md also without --full
  --help`

/**
 * @param {string[]} args
 * @returns {{ only: string[], grep?: string, full: boolean, figures: boolean, help: boolean }}
 * @throws with words for people when an option is unknown
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", multiple: true, default: [] },
      grep: { type: "string" },
      full: { type: "boolean", default: false },
      figures: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  const unknown = values.only.find((name) => !parts.some((part) => part.name === name))
  if (unknown) throw new Error(`There is no part "${unknown}"`)
  return values
}
