/** @type {import("./sound-proofs.mjs").Proof} */
export const attendanceProof = {
  number: 10,
  title: "Who was there, and when: what is written down agrees with what was heard, whatever befalls the webhooks",
  how: `livekit-server's webhooks to the app pass through a stand that loses, doubles, delays or lets others overtake four of five of them, of every
kind; the dice's seed is printed, and \`EARSHOT_SEED\` throws them again. Meanwhile people with tones join, leave, load the page again, are cut
off the media path, and vanish with their browser, and one listens. Afterwards the rows are compared with the tones that the listener's
browser decoded: everybody who is heard is in the call and nobody else, every moment of a tone is within a stay, every stay was heard, who pressed
“leave” left then; the call began with the first, goes on while anybody is heard, and is over when livekit-server has closed its room.
Looked at twice in each call, and with \`--full\` a third time when that has happened; each at most 5 s after livekit-server's last webhook, before any fault, and again 4.5 s later. Only webhooks that
the app acts on are counted. Unknowable, and not asked for: a stay of less than 4 s of which both webhooks are lost.`,
  red: "An app that only believes the webhooks fails it at the first one that is lost: so does one that stops comparing.",
  command: 'npm test -- --only e2e --grep "agrees with what was heard"',
  tests: ({ file }) => file.endsWith("/attendance.spec.ts"),
  table,
}

const meant = {
  participant_joined: "Webhooks that somebody joined",
  participant_left: "Webhooks that somebody left",
  room_finished: "Webhooks that a room is finished",
}

function table({ figures }) {
  const own = figures.filter(({ proof }) => proof === "attendance")
  const rows = own.flatMap(({ name, value }) => {
    if (name === "stays") return [["Stays of people", String(value)]]
    if (name === "faults") return faultRows(value)
    return [
      [
        `End states looked at: ${name}`,
        `${value.looked}, **${value.wrong} wrong**; right after ${spread(value.ms)} from the last webhook`,
      ],
    ]
  })
  return { head: ["What", "How many"], rows }
}

function faultRows(counts) {
  const all = Object.entries(counts)
  const sum = all.reduce((total, [, count]) => total + count, 0)
  const rows = Object.entries(meant).map(([event, words]) => {
    const kinds = all.filter(([name]) => name.startsWith(`${event} `))
    return [words, kinds.map(([name, count]) => `${count} ${name.slice(event.length + 1)}`).join(", ") || "none"]
  })
  return [["Faults of webhooks", String(sum)], ...rows]
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
  return `${seconds(sorted[Math.floor(sorted.length / 2)])} (median), at most ${seconds(sorted.at(-1))}`
}
