import { once } from "node:events"
import { createServer } from "node:http"
import { setTimeout as wait } from "node:timers/promises"

const faults = ["none", "lost", "doubled", "late", "overtaken"] as const
export type Fault = (typeof faults)[number]

/** What livekit-server told, before anything befell it. */
export type Told = {
  event: string
  fault: Fault
  /** When it was told. */
  at: number
  callId: string
  participantId: string
  sid: string
}

type Body = { event: string; room?: { name: string }; participant?: { identity: string; sid: string } }

/**
 * Stands between livekit-server and the app: of five webhooks, whatever they are about, one passes unharmed. livekit-server
 * is always told that all is well, or it would mend by itself what is broken here.
 */
export async function startFaultyWebhooks(random: () => number) {
  const told: Told[] = []
  const refused: string[] = []
  const underway = new Set<Promise<void>>()
  /** Who waits to be overtaken, by call. */
  const waiting = new Map<string, (() => void)[]>()
  let target = ""

  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    response.writeHead(200).end()
    const { event, room, participant } = JSON.parse(body) as Body
    const fault = faults[Math.floor(random() * faults.length)] ?? "none"
    const callId = room?.name ?? ""
    told.push({
      ...{ event, fault, callId, at: Date.now() },
      ...{ participantId: participant?.identity ?? "", sid: participant?.sid ?? "" },
    })
    const send = async () => {
      const headers = { "content-type": "application/webhook+json", authorization: request.headers.authorization ?? "" }
      const answer = await fetch(target, { method: "POST", headers, body })
      if (!answer.ok) refused.push(`${event}: ${answer.status}`)
    }
    const work = pass(fault, callId, send).finally(() => underway.delete(work))
    underway.add(work)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")

  async function pass(fault: Fault, callId: string, send: () => Promise<void>) {
    if (fault === "lost") return
    if (fault === "late") await wait(300 + random() * 2500)
    if (fault === "overtaken") await overtaken(callId)
    const overtakes = waiting.get(callId) ?? []
    await send()
    for (const release of overtakes.splice(0)) release()
    if (fault !== "doubled") return
    await wait(random() * 1500)
    await send()
  }

  /** Until another one about the same call has passed; after 2.5 s without one it is only late. */
  function overtaken(callId: string) {
    const others = waiting.get(callId) ?? []
    waiting.set(callId, others)
    return Promise.race([new Promise<void>((release) => others.push(release)), wait(2500)])
  }

  const address = server.address()
  if (!address || typeof address === "string") throw new Error("The stand between has no port")
  return {
    url: `http://127.0.0.1:${address.port}/`,
    told,
    /** Statuses by which the app refused. */
    refused,
    passOnTo(appUrl: string) {
      target = `${appUrl}/api/livekit/webhook`
    },
    /** Done when what is on its way to the app now has arrived. */
    settled: () => Promise.all(underway),
    /** To be done before the app is stopped: a room that is closed just then is told of as well. */
    async stop() {
      await new Promise<void>((done) => server.close(() => done()))
      await Promise.all(underway)
    },
  }
}
