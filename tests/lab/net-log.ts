type Entry = { type: number; params?: { url?: string; initiator?: string; address?: string } }
type NetLog = { constants: { logEventTypes: Record<string, number> }; events: Entry[] }

/**
 * Whom a page made Chromium speak with, from its net log. What Chromium asks of its makers by itself (updates, accounts,
 * autofill) is no page's doing and bears no page as initiator.
 * @param text the file that --log-net-log wrote
 * @param origin of the page
 * @returns hosts: of every request that the page began; addresses: every other machine that a TCP connection or a UDP
 *   packet went to
 */
export function contactsIn(text: string, origin: string): { hosts: string[]; addresses: string[] } {
  const { constants, events } = JSON.parse(text) as NetLog
  const typed = (...names: string[]) => {
    const wanted = names.map((name) => constants.logEventTypes[name])
    return events.filter(({ type }) => wanted.includes(type)).map(({ params = {} }) => params)
  }
  const requests = typed("URL_REQUEST_START_JOB").filter(({ initiator }) => initiator === origin)
  const packets = typed("TCP_CONNECT_ATTEMPT", "UDP_BYTES_SENT")
  const unique = (list: (string | undefined)[]) => [...new Set(list.filter((one) => one !== undefined))].sort()
  return {
    hosts: unique(requests.map(({ url }) => url && new URL(url).hostname)),
    addresses: unique(packets.map(({ address }) => address?.replace(/:\d+$/, ""))).filter(
      // A question to the name server that the lab does not have.
      (address) => !address.startsWith("127."),
    ),
  }
}
