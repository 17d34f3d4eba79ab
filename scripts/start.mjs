// The first thing that runs on a fresh machine: it must be readable to every Node that knows modules, and load nothing but
// what Node brings, until the version has been looked at and the dependencies are there.
const [major, minor] = process.versions.node.split(".").map(Number)
const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22

if (isFit) {
  import("./local/command.mjs").then(({ main }) => main(process.argv.slice(2)))
} else {
  console.error(`Earshot needs Node.js 20.19 or newer, best 22 or 24; this is ${process.versions.node}.`)
  console.error("Get it from https://nodejs.org (or: nvm install 22), then run npm start again.")
  process.exitCode = 1
}
