import { createSocket } from "node:dgram"
import { networkInterfaces } from "node:os"

/**
 * This machine's IPv4 address in its network: the one that packets to elsewhere leave from.
 * @returns {Promise<string | undefined>} nothing without a network
 */
export async function findLanAddress() {
  return (await addressOfDefaultRoute()) ?? addressOfSomeInterface()
}

/** Connecting a UDP socket sends nothing; it only asks the routing table. */
function addressOfDefaultRoute() {
  return new Promise((resolve) => {
    const socket = createSocket("udp4")
    socket.once("error", () => {
      socket.close()
      resolve(undefined)
    })
    // An address of the documentation range: nobody is there, and nothing is sent.
    socket.connect(9, "203.0.113.1", () => {
      const { address } = socket.address()
      socket.close()
      resolve(address.startsWith("127.") || address === "0.0.0.0" ? undefined : address)
    })
  })
}

function addressOfSomeInterface() {
  const virtual = /^(docker|br-|veth|virbr|vmnet|utun|tun|tap)/
  return Object.entries(networkInterfaces())
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal, address }) => family === "IPv4" && !internal && !address.startsWith("169.254."))?.address
}
