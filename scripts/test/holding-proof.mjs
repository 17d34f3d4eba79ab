import { faultRows, faultTable } from "./fault-table.mjs"

/** @type {import("./sound-proofs.mjs").Proof} */
export const holdingProof = {
  number: 9,
  title: "The call holds: what breaks is mended without a click, what need not be is left alone",
  how: `Faults in the middle of a call, run after run in the same call; silence is measured as in proof 5 and by direction. Of five runs the
longest is the 95th percentile; a break of less than 0.2 s may not be seen. “Offline” and “down for 8 s” are counted from the return, the others from the last sound; a page that is loaded
again from the moment it is told to. “The page says” is the line under the call's header, of whoever listens, in the order it was seen. Nothing is
clicked. Asleep: every process of the browser stands still. Seats: a page loaded again, closed, or killed, as the others see it. Rows of the network lab come from \`npm run test:lab\` (real firewalls, NAT and lines of 20 ms, Linux and root), all others
from the run this page is of; each row has its date. Gaps below 0.3 s are a busy machine's. Counted as well: the connections each page makes. While app or database is down,
while somebody is muted, listens or is alone, and while another person's packets stop, it must be none. Firefox offline for 15 s and longer:
\`docs/decisions/009-packet-watchdog.md\`.`,
  red: "A page that does not mend fails after a minute of silence; one that mends what is not broken has made a connection too many.",
  command:
    'npm test -- --only e2e --grep "without a click in|loaded again|signalling cut|second tab|down for|packets stop|not broken|seats.spec|sleep.spec"`; `npm test -- --only pages --grep "unplugged headset"',
  tests: ({ file, title }) =>
    ["holding", "recovery", "seats", "sleep"].some((name) => file.endsWith(`/${name}.spec.ts`)) ||
    title.startsWith("an unplugged headset"),
  table: (run, { date }) => faultTable([...run.labRows, ...faultRows(run, { date, place: "here" })]),
}
