/** @type {import("./sound-proofs.mjs").Proof} */
export const holdingProof = {
  number: 9,
  title: "The call holds: what breaks is mended without a click, what need not be is left alone",
  how: `Faults that need no firewall, in the middle of a call of Anna (the browser named) and Lena (Chromium): the peer connection is closed
under the page while signalling lives; the page is loaded again; signalling is cut for 20 s; livekit-server, the app, the database are
down. Silence is measured as in proof 5. Counted as well: the connections each page makes. While app or database is down, while somebody
is muted, listens or is alone, and while another person's packets stop, it must be none. Changes of the network itself are in \`docs/networks.md\`.`,
  red: "A page that does not mend fails after a minute of silence; one that mends what is not broken has made a connection too many.",
  command:
    'npm test -- --only e2e --grep "without a click in|loaded again|signalling cut|second tab|down for|packets stop|not broken"',
  tests: ({ file }) => file.endsWith("/holding.spec.ts"),
  table: ({ figures }) => ({
    head: ["What happened", "Measured"],
    rows: figures.filter(({ proof }) => proof === "hold").map(({ name, value }) => [name, String(value)]),
  }),
}
