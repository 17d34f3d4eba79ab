// node tests/lab/scan.mjs ADDRESS...   Which ports of a host answer? Prints {address: {tcp: [...], udp: [...]}}.
// UDP: closed is what is refused by ICMP; whoever stays silent counts as open.
import { createSocket } from "node:dgram"
import { connect } from "node:net"

const highest = 65_535
const atOnce = 300
const patienceMs = 700
const tries = 3
const question = Buffer.from("000100002112a442aabbccddeeff001122334455", "hex")

async function openPorts(address, ask) {
  const open = []
  let next = 1
  const worker = async () => {
    while (next <= highest) {
      const port = next++
      if (await ask(address, port)) open.push(port)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return open.sort((a, b) => a - b)
}

function tcp(address, port) {
  return new Promise((done) => {
    const socket = connect({ host: address, port })
    const answer = (yes) => {
      socket.destroy()
      done(yes)
    }
    // Dropped packets would be a firewall's doing; the port behind it is not reached either.
    socket.setTimeout(2000, () => answer(false))
    socket.once("connect", () => answer(true))
    socket.once("error", () => answer(false))
  })
}

function udp(address, port) {
  return new Promise((done) => {
    const socket = createSocket("udp4")
    let timer
    const answer = (yes) => {
      clearTimeout(timer)
      socket.close()
      done(yes)
    }
    socket.once("error", () => answer(false))
    socket.once("message", () => answer(true))
    socket.connect(port, address, () => send(1))
    const send = (number) => {
      socket.send(question)
      timer = setTimeout(() => (number < tries ? send(number + 1) : answer(true)), patienceMs)
    }
  })
}

const found = {}
for (const address of process.argv.slice(2))
  found[address] = { tcp: await openPorts(address, tcp), udp: await openPorts(address, udp) }
console.log(JSON.stringify(found))
