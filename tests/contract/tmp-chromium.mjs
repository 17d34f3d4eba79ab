import { createHash, X509Certificate } from "node:crypto"
import { createServer } from "node:http"
import { readFileSync, mkdtempSync } from "node:fs"
import { chromium } from "@playwright/test"
import { openCaddy } from "./caddy.mjs"
import { HOST, openTls, withDomain } from "./caddy-https.mjs"
const up = (n) => { const s = createServer((q, r) => { r.setHeader("Content-Type", "text/html"); r.end("<h1>hi</h1>") })
  s.on("upgrade", (q, k) => { const a = createHash("sha1").update(q.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64"); k.on("error",()=>{}); k.write(`HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${a}\r\n\r\n`) })
  return new Promise((ok) => s.listen(0, "127.0.0.1", () => ok(`http://127.0.0.1:${s.address().port}`))) }
const [app, livekit] = [await up(), await up()]
const edge = await openCaddy({ program: "/tmp/edge/caddy", app, livekit, env: { ...withDomain, ...JSON.parse(process.env.MORE ?? "{}") } })
await openTls(edge)
const ca = new X509Certificate(readFileSync(`${edge.data}/pki/authorities/local/intermediate.crt`))
const spki = createHash("sha256").update(ca.publicKey.export({ type: "spki", format: "der" })).digest("base64")
const profile = mkdtempSync("/tmp/edge/chrome/p-")
for (const [name, args] of ["visit 1","visit 2","visit 3","visit 4","visit 5"].map(n=>[n,[]])) {
  const log = `/tmp/edge/chrome/${name.replaceAll(" ", "-")}.json`
  const ctx = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: ["--no-sandbox", `--host-resolver-rules=MAP ${HOST} 127.0.0.1`, `--ignore-certificate-errors-spki-list=${spki}`, `--log-net-log=${log}`, "--net-log-capture-mode=Everything", ...args] })
  const page = await ctx.newPage()
  const url = `https://${HOST}:${edge.httpsPort}/`
  await page.goto(url)
  if (name === "alt-svc learnt") for (let i = 0; i < 3; i++) { await page.reload(); await page.waitForTimeout(500) }
  const out = await page.evaluate(async () => { const t = performance.now(); const w = new WebSocket(`wss://${location.host}/rtc/v1?access_token=a`); const r = await new Promise((ok) => { w.onopen = () => ok("open"); w.onerror = () => ok("error") }); return { r, ms: Math.round(performance.now() - t), page: performance.getEntriesByType("navigation")[0].nextHopProtocol } })
  await page.waitForTimeout(3000); await page.reload(); await page.waitForTimeout(2000); await ctx.close()
  const j = JSON.parse(readFileSync(log, "utf8")); const T = Object.fromEntries(Object.entries(j.constants.logEventTypes).map(([k, v]) => [v, k]))
  const ws = j.events.filter((e) => T[e.type] === "HTTP2_SESSION_SEND_HEADERS" && JSON.stringify(e.params).includes(":protocol: websocket")).length
  const h1 = j.events.filter((e) => /SEND_REQUEST_HEADERS/.test(T[e.type]) && JSON.stringify(e.params).includes("Upgrade: websocket")).length
  const sessions = j.events.filter((e) => T[e.type] === "HTTP2_SESSION" && e.phase === 1).length
  const quic = j.events.filter((e) => T[e.type] === "QUIC_SESSION" && e.phase === 1).length
  const tls = j.events.filter((e) => T[e.type] === "SSL_CONNECT" && e.phase === 1).length
  console.log(name, out, { websocketInHttp2: ws, websocketInHttp1: h1, http2sessions: sessions, quicSessions: quic, tlsHandshakes: tls })
}
await edge.close(); process.exit(0)
