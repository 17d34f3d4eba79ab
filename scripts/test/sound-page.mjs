import { markdownTable } from "./markdown-table.mjs"
import { proofs } from "./sound-proofs.mjs"

/**
 * docs/sound.md: for a person who weighs whether to trust it.
 * @param {import("./sound-proofs.mjs").Run} run
 * @param {{ date: Date, by: string, versions: Record<string, string> }} made when, by which command, with what
 * @returns {string} Markdown
 */
export function soundPage(run, made) {
  return `${[head(run, made), ...proofs.map((proof) => section(proof, run, made)), limits].join("\n\n")}\n`
}

function head(run, { date, by, versions }) {
  const summary = {
    head: ["", "Proof", "Tests of this run"],
    rows: proofs.map((proof) => [
      String(proof.number),
      `[${proof.title}](#proof-${proof.number})`,
      verdictOf(proof, run),
    ]),
  }
  return `# Is the sound there?

Written by ${by} on ${date.toISOString().slice(0, 10)}, from what its tests printed; not by hand. Real parts:
PostgreSQL, livekit-server with its TURN, the app as it is built for use, and two kinds of browser. "Heard" is never taken from
the interface: it is measured in the listener's browser, after decoding, where the sound would go to the loudspeaker.

${markdownTable({ head: Object.keys(versions), rows: [Object.values(versions)] })}

${markdownTable(summary)}

To repeat all of it: \`npm test -- --full\`. Each section has its own, shorter command.`
}

function section(proof, run, made) {
  const table = proof.table(run, made)
  const figures = table.rows.length > 0 ? markdownTable(table) : "No figure in this run."
  return `<a id="proof-${proof.number}"></a>
## ${proof.number}. ${proof.title}

${figures}

- **Command:** \`${proof.command}\`
- **Tests of this run:** ${verdictOf(proof, run)}
- **How it is measured:** ${proof.how.replaceAll("\n", "\n  ")}
- **What turns it red:** ${proof.red}`
}

const limits = `## What this does not show

- Everything runs on one machine, over its loopback address or, where a row says so, in the network lab: no radio, no loss, no other
  people's firewalls. That the relay carries the sound is shown; that a given company's network lets anybody reach it is not.
- The microphones are tones, so it is shown that sound arrives, and not how a voice sounds.
- Loudspeakers are not heard: the last thing measured is the element that plays the decoded track.
- Safari and phones are not among the browsers.`

function verdictOf(proof, run) {
  const outcomes = run.tests.filter(proof.tests).map(({ outcome }) => outcome)
  const files = (proof.files ?? []).map((file) => run.byFile.get(file)).filter(Boolean)
  const count = (outcome) =>
    outcomes.filter((one) => one === outcome).length + files.reduce((sum, one) => sum + one[outcome], 0)
  const missing = (proof.files ?? []).length - files.length
  const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(count)
  if (passed + failed === 0) return "**not run**"
  const words = [`${passed} passed`, failed > 0 && `**${failed} failed**`, skipped > 0 && `${skipped} not run`]
  if (missing > 0) words.push(`${missing} files not run`)
  words.push(...(proof.missing?.(run) ?? []))
  return words.filter(Boolean).join(", ")
}
