// The proofs: what each says, how it is measured, what turns it red, and which figures of a run belong to it.
import { attendanceProof } from "./attendance-proof.mjs"
import { faultRows, faultTable } from "./fault-table.mjs"
import { holdingProof } from "./holding-proof.mjs"

const sound = "tests/e2e/sound.spec.ts"
const controls = "tests/e2e/controls.spec.ts"
const heardBy = { Anna: "Chromium", Boris: "Firefox", Lena: "Chromium" }
const browserNames = { chromium: "Chromium", firefox: "Firefox" }

const grep = (words) => `npm test -- --only e2e --grep "${words}"`
const figuresOf = (run, proof) => run.figures.filter((one) => one.proof === proof)
const isDirection = ({ name }) => name.includes(" -> ")
const ms = (value) => Number.parseInt(value, 10)

/**
 * @typedef {{ figures: object[], tests: object[], byFile: Map<string, object>, labRows: string[][] }} Run as
 *   scripts/test/figures.mjs reads it; labRows: the faults that the page already has from tests/lab
 * @typedef {{ number: number, title: string, how: string, red: string, command: string,
 *   tests: (test: { file: string, title: string }) => boolean, files?: string[], missing?: (run: Run) => string[],
 *   table: (run: Run, made: { date: Date }) => { head: string[], rows: string[][] } }} Proof
 * @type {Proof[]}
 */
export const proofs = [
  {
    number: 1,
    title: "Three people, two kinds of browser, every direction, over direct UDP",
    how: `Each speaker's microphone is a tone of their own (440, 660, 880 Hz). At each listener the decoded remote track is analysed:
its loudest frequency must be within 20 Hz of the speaker's tone, while packets, samples and energy grow, less than a tenth
of the samples is made up by the decoder, and the page's audio element plays, is not muted and moves on. The path is what
the browser names as the selected candidate pair. In the same group: muting is followed by silence at the listener, unmuting by the tone.`,
    red: "The silent microphone and the muted element of proof 4 fail this very check. After “mute” the tone must be gone.",
    command: grep("direct UDP|muting|microphone off"),
    tests: ({ file, title }) => file === sound && !title.includes("relay"),
    table: (run) => directions(run, "1"),
  },
  {
    number: 2,
    title: "The same through the relay",
    how: `Every connection is made with \`iceTransportPolicy: "relay"\`, as a network that blocks everything else would force it. The local
side of the selected candidate pair must be \`relay\` over UDP in every browser, and all six tones must be heard as in proof 1.`,
    red: "TURN off with the relay forced (proof 4): nobody hears anything, and the page says why.",
    command: grep("through the relay"),
    tests: ({ file, title }) => file === sound && title.includes("relay"),
    table: (run) => directions(run, "2"),
  },
  {
    number: 3,
    title: "No remote track stays muted",
    how: `Looked at in the calls of proofs 1 and 2 at all three listeners: both remote tracks are there, \`muted\` is false, and within 1.2 s more
than 20 packets, more than 20,000 samples and energy above zero have been added.`,
    red: "The same tracks pass the check of proof 1, which the silent microphone and the muted element fail. Energy above zero alone would not do: Firefox's silence is not quite zero. `muted` itself has no control.",
    command: grep("all six directions"),
    tests: ({ file, title }) => file === sound && title.includes("six directions"),
    table: growth,
  },
  {
    number: 4,
    title: "The controls: the check can fail",
    how: `Each takes one thing away and expects the check to fail, or the page to say what is wrong. The level is the root of
\`totalAudioEnergy\` over time; a tone of proof 1 has about 0.15. Blocked autoplay is looked at through the debugging protocol without
giving the page a gesture; the one click that follows must bring the tone.`,
    red: "These are the controls. A control whose check stays green fails the run.",
    command: grep("without TURN|silent microphone|muted element|blocked autoplay"),
    tests: ({ file }) => file === controls || file.endsWith("/autoplay.spec.ts"),
    table: controlRows,
  },
  {
    number: 5,
    title: "livekit-server killed and back: sound returns without a click",
    how: `The server gets SIGKILL in the middle of a call and is started again by what started it. Both listeners look every 40 ms whether the
other's tone is decoded. The gap is the time between the last moment of sound and the first one after it. Nothing is clicked. The test
fails only when sound does not come back within a minute; our budget is 10 s (aim 4 s), and the table says whether it was kept. Gaps
of more than 1 s are mended by a new connection of our own, not by the SDK: \`docs/decisions/009-packet-watchdog.md\`.`,
    red: "The test needs the silence too: a kill that nobody hears fails it.",
    command: grep("livekit-server killed"),
    tests: ({ title }) => title.startsWith("livekit-server killed"),
    table: kills,
  },
  {
    number: 6,
    title: "Bad input gets a clear answer and harms nothing",
    how: `Against the running app and its database. Names that are empty, 10,000 characters long, emoji, right-to-left, \`<script>\`, control
characters; bodies that are no JSON or too large; requests of other sites; wrong room codes; forms sent twice, also at once; webhooks with a bad signature, an altered
body, sent again; tokens that are broken, expired or somebody else's. Looked at: the status, the words, and the rows afterwards.`,
    red: "Beside the refusals stand the good ones (a fresh token passes, a true webhook is written down, an unusual name is kept): a door that refuses all fails.",
    command: "npm test -- --only integration",
    tests: () => false,
    files: ["bad-input", "forms", "webhook", "gate"],
    table: (run) =>
      byFile(run, {
        "bad-input": "names, bodies, addresses and foreign requests at the door",
        forms: "rooms: nothing typed is lost, markup is text, sent twice makes one",
        webhook: "signature, altered body, replay, any order",
        gate: "tokens: broken, foreign, expired, removed, ended",
      }),
  },
  {
    number: 7,
    title: "The relay reaches the sound server and nothing else",
    how: `A TURN client of our own with the real credentials a browser gets. For each address (this machine's others, private, link-local,
multicast, public, IPv6) permission, and for IPv4 a channel as well, must be refused. The sound server must answer a signed question of ICE through the relay. Data sent to
a listener on another address of this machine must not arrive. Wrong credentials get no relay.`,
    red: "The same listener hears what is sent to it directly, and the sound server is reached by the same client: a relay that is simply dead fails.",
    command: "npm test -- --only integration",
    tests: () => false,
    files: ["turn-reach"],
    table: (run) => byFile(run, { "turn-reach": "addresses refused, sound server reached, credentials" }),
  },
  {
    number: 8,
    title: "Usable by everyone: axe, and the keyboard alone",
    how: `axe with the WCAG 2.2 A and AA rules and its best practices in every screen and state, in English and Russian, 1280 and 390 px wide (without
\`--full\`: in English, 1280 px); colours in dark too. Also: targets are large enough, nothing is out of place at 320 px and 400 %, nothing moves with reduced motion, no error in the console. From
link to sound with keys only, at most 25 presses besides the name; both are heard.`,
    red: "None of its own: axe is taken at its word. The keyboard test ends with sound that is measured as in proof 1.",
    command: 'npm test -- --only pages --only e2e --grep "every screen can be used|keyboard alone"',
    tests: ({ file, title }) => file.endsWith("/access.spec.ts") || title.includes("keyboard alone"),
    missing: ({ tests }) => (tests.some(({ file }) => file.endsWith("/access.spec.ts")) ? [] : ["**axe not run**"]),
    table: access,
  },
  holdingProof,
  attendanceProof,
]

function directions(run, proof) {
  const all = figuresOf(run, proof)
  const paths = new Map(all.filter(({ name }) => name.endsWith("'s path")).map(({ name, value }) => [name, value]))
  return {
    head: ["Speaker", "Listener", "Loudest frequency", "Its level", "Packets a second", "Listener's path"],
    rows: all.filter(isDirection).map(({ name, value }) => {
      const [speaker, listener] = name.split(" -> ")
      const path = (paths.get(`${listener}'s path`) ?? []).map(pathOf)
      return [
        `${speaker}, ${heardBy[speaker]}`,
        `${listener}, ${heardBy[listener]}`,
        `${value.hz} Hz`,
        `${value.db} dB`,
        String(value.packetsPerSecond),
        [...new Set(path)].join("; "),
      ]
    }),
  }
}

function growth(run) {
  const rows = ["1", "2"].flatMap((proof) => {
    const values = figuresOf(run, proof)
      .filter(isDirection)
      .map(({ value }) => value)
    if (values.length === 0) return []
    const least = (key) => String(Math.min(...values.map((value) => value[key])))
    const path = proof === "1" ? "direct UDP" : "relay"
    return [[path, String(values.length), least("packetsPerSecond"), least("level")]]
  })
  return { head: ["Path", "Remote tracks", "Least packets a second", "Least level (root of energy over time)"], rows }
}

function controlRows(run) {
  const rows = figuresOf(run, "4").map(({ name, value, project }) => {
    const browser = browserNames[project] ?? "?"
    if (name.startsWith("TURN off"))
      return [
        "TURN off, relay forced",
        browser,
        `told “The relay does not answer” after ${seconds(ms(value))} (limit 12 s)`,
      ]
    if (name === "silent microphone")
      return ["Silent microphone", browser, `${value.packets} packets arrived, level ${value.level}: not heard`]
    return ["Muted element", browser, `${value.packets} packets arrived, element muted: not heard`]
  })
  const blocked = run.tests.filter(({ file, outcome }) => file.endsWith("/autoplay.spec.ts") && outcome === "passed")
  for (const { project } of blocked)
    rows.push([
      "Blocked autoplay",
      browserNames[project],
      "bar “Turn sound on”, element paused; after one click the tone is heard",
    ])
  return { head: ["Taken away", "Browser", "What happened"], rows }
}

/** Of proof 9's rows those about this one. */
function kills(run, { date }) {
  const { head, rows } = faultTable(faultRows(run, { date, place: "here" }))
  const killed = rows.filter(([fault]) => fault === "livekit-server killed")
  return { head: head.slice(1), rows: killed.map((row) => row.slice(1)) }
}

function byFile({ byFile: counts }, about) {
  const rows = Object.entries(about).flatMap(([file, what]) => {
    const one = counts.get(file)
    return one
      ? [[`\`tests/integration/${file}.test.ts\``, what, String(one.passed), String(one.failed), String(one.skipped)]]
      : []
  })
  return { head: ["Tests", "What about", "Passed", "Failed", "Not run"], rows }
}

function access(run) {
  const locales = { en: "English", ru: "Russian" }
  const rows = Object.entries(locales).flatMap(([locale, language]) => {
    const all = run.tests.filter(({ title }) => title.startsWith(`every screen can be used by everyone, ${locale} `))
    const good = all.filter(({ outcome }) => outcome === "passed").length
    const found = all.length > 0 ? `${good} of ${all.length} screens without a violation` : "**not run**"
    return [[`axe and layout, ${language}`, "Chromium", found]]
  })
  for (const { project, outcome } of run.tests.filter(({ title }) => title.includes("keyboard alone"))) {
    const keys = figuresOf(run, "8").find((one) => one.project === project)?.value
    const how = outcome === "passed" ? "heard both ways, and left the call" : outcome
    rows.push([
      "From link to sound by keys",
      browserNames[project],
      keys ? `${how}; ${keys} presses besides the name` : how,
    ])
  }
  return { head: ["What", "Browser", "Found"], rows }
}

const pathOf = ({ type, protocol, relayProtocol }) =>
  relayProtocol ? `${type} over ${relayProtocol}` : `${type}, ${protocol}`
const seconds = (value) => `${(value / 1000).toFixed(1)} s`
