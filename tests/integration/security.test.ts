import { connect } from "node:net"
import { describe, expect, test } from "vitest"
import { makeBrowser } from "../fixtures/browser"
import { makeGuestInCall, postEnter } from "../fixtures/entering"
import { stack } from "../fixtures/ground"
import { makeRoom, signedIn } from "../fixtures/rows"

const { hostname, port, host } = new URL(stack.url)
const asksForSocket = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
]

/** One request exactly as written; its answer until the other side ends it, and how long that took. */
function sendRaw(lines: string[], body = "") {
  return new Promise<{ text: string; ms: number }>((resolve, reject) => {
    const started = Date.now()
    const socket = connect({ host: hostname, port: Number(port) })
    let text = ""
    socket.setEncoding("latin1").setTimeout(15_000, () => socket.destroy(new Error(`No end of it: ${text}`)))
    socket.on("data", (part: string) => {
      text += part
    })
    socket.once("error", reject)
    socket.once("close", () => resolve({ text, ms: Date.now() - started }))
    socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`)
  })
}

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1])

describe("what the gate has judged is what LiveKit reads", () => {
  test("no token opens a second seat by the parameter publish, however it is written", async () => {
    const { token } = await makeGuestInCall()
    for (const more of ["publish=ghost", "%70ublish=ghost", "publish=", "x=1&publish=1"]) {
      const path = `/rtc?access_token=${token}&${more}`
      expect(await makeBrowser().upgrade(path), more).toMatchObject({ status: 403 })
      expect(await makeBrowser().get(path.replace("?", "/validate?")), more).toMatchObject({ status: 403 })
    }
  })

  test("a form in the body adds nothing", async () => {
    const { token } = await makeGuestInCall()
    // LiveKit refuses attributes that it cannot decode, so a yes means that it has not read them.
    const form = '--x\r\nContent-Disposition: form-data; name="attributes"\r\n\r\n!\r\n--x--\r\n'
    const type = { "content-type": "multipart/form-data; boundary=x", "content-length": String(form.length) }
    const asked = { headers: type, body: form }
    expect(await makeBrowser().send("GET", `/rtc/validate?access_token=${token}`, asked)).toMatchObject({ status: 200 })
    expect(await makeBrowser().get(`/rtc/validate?access_token=${token}&attributes=!`)).toMatchObject({ status: 400 })
  })
})

describe("connections", () => {
  test("who is refused a WebSocket and never hangs up is hung up on", async () => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    socket.resume().write(`${["GET /rtc HTTP/1.1", `Host: ${host}`, ...asksForSocket].join("\r\n")}\r\n\r\n`)
    await new Promise((resolve) => socket.once("end", resolve))
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const cut = new Promise((resolve) => socket.once("error", resolve))
    // The first word is answered by a reset, which the second one meets.
    const talk = setInterval(() => socket.write("still here"), 200)
    await cut
    clearInterval(talk)
    expect(socket.destroyed).toBe(true)
  })

  test("a WebSocket to a page is refused at once, another protocol as well", async () => {
    for (const path of ["/", "/rooms", "/_next/webpack-hmr", "/api/health"]) {
      const { text, ms } = await sendRaw([`GET ${path} HTTP/1.1`, `Host: ${host}`, ...asksForSocket])
      expect(statusOf(text), path).toBe(404)
      expect(ms, path).toBeLessThan(5000)
    }
    const other = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"]
    expect(statusOf((await sendRaw(["GET / HTTP/1.1", `Host: ${host}`, ...other])).text)).toBe(400)
  })

  test("what follows a refused upgrade on the same connection reaches nobody", async () => {
    const { token } = await makeGuestInCall()
    const inner = `POST /twirp/livekit.RoomService/ListRooms HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\n\r\n{}`
    for (const path of ["/rtc", `/rtc/validate?access_token=${token}`, "/"]) {
      const { text } = await sendRaw([`GET ${path} HTTP/1.1`, `Host: ${host}`, ...asksForSocket], inner)
      expect(text.match(/HTTP\/1\.1 /g), path).toHaveLength(1)
    }
  })

  test("bodies past a megabyte are refused, also without a declared length", async () => {
    const long = "x".repeat(1024 * 1024 + 1)
    const known = await sendRaw(["POST /sign-in HTTP/1.1", `Host: ${host}`, `Content-Length: ${long.length * 400}`])
    expect(statusOf(known.text)).toBe(413)
    const chunk = `${long.length.toString(16)}\r\n${long}\r\n`
    const head = ["POST /sign-in HTTP/1.1", `Host: ${host}`, `Origin: ${stack.url}`, "Transfer-Encoding: chunked"]
    const cut = await sendRaw(head, chunk.repeat(8)).catch(() => ({ text: "" }))
    expect(cut.text).not.toContain("HTTP/1.1 200")
    expect(await makeBrowser().get("/api/health")).toMatchObject({ status: 200 })
  })

  test("a request that two servers could measure differently is refused", async () => {
    const head = ["POST /api/rooms/x/enter HTTP/1.1", `Host: ${host}`]
    const two = [...head, "Content-Length: 5", "Transfer-Encoding: chunked"]
    expect(statusOf((await sendRaw(two, "0\r\n\r\n")).text)).toBe(400)
    const odd = [...head, "Transfer-Encoding: chunked, identity"]
    expect(statusOf((await sendRaw(odd, "0\r\n\r\n")).text)).toBe(400)
    expect(statusOf((await sendRaw(["TRACE / HTTP/1.1", `Host: ${host}`, "Connection: close"])).text)).toBe(405)
  })
})

describe("the Host header, which links and the policy are made of", () => {
  const ask = async (value: string) => {
    const { room } = await makeRoom()
    return makeBrowser().get(`/r/${room.slug}`, { host: value })
  }

  test("is refused when it is none", async () => {
    for (const value of [
      "evil.test; script-src *",
      "a b",
      "x@evil.test",
      "evil.test/x",
      "a,b",
      "x:99999",
      "1.2.3.999",
      "[::1",
    ])
      expect((await ask(value)).status, value).toBe(400)
  })

  test("names every ordinary address", async () => {
    for (const value of [host, "localhost:3000", "meet.example.", "my_box:80", "[::1]:3000", "192.168.1.7:3000"]) {
      const { status, body } = await ask(value)
      expect(status, value).toBe(200)
      expect(body).toContain(`http://${value}/r/`)
    }
  })
})

describe("pages", () => {
  const paths = ["/", "/sign-in", "/setup/x", "/nope", "/api/nope", "/api/auth/signin", "/icon-x", "/r/nope"]

  test.each(paths)("%s is under the policy, and each of its scripts carries the nonce", async (path) => {
    const { headers, body } = await makeBrowser().get(path, { accept: "text/html" })
    const policy = String(headers["content-security-policy"])
    const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1]
    expect(policy).toMatch(/default-src 'none'.*base-uri 'none'; frame-ancestors 'none'/)
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/)
    const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length).toBeGreaterThan(0)
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    })
  })

  test("with a session are kept by nobody", async () => {
    const { host: owner, room } = await makeRoom()
    const browser = await signedIn(owner)
    for (const path of ["/rooms", `/r/${room.slug}`])
      expect((await browser.get(path)).headers["cache-control"]).toMatch(/private.*no-store/)
  })

  test("of a room tell a guest the host's name, and neither e-mail nor ids", async () => {
    const { host: owner, room } = await makeRoom()
    const { body } = await makeBrowser().get(`/r/${room.slug}`)
    expect(body).toContain(owner.name)
    for (const secret of [owner.email, owner.id, room.id]) expect(body).not.toContain(secret)
  })

  test("of another site are never where a redirect leads", async () => {
    const tries = [
      "//evil.test/",
      "/\\evil.test/",
      "/%5cevil.test/",
      "/..//evil.test/",
      "/%2f%2fevil.test/",
      "/.//evil.test//",
    ]
    for (const path of [...tries, "/rooms/?next=//evil.test", "/sign-in/?next=https://evil.test"]) {
      const { headers } = await makeBrowser().get(path)
      if (headers.location) expect(new URL(headers.location, stack.url).host, path).toBe(host)
    }
  })

  test("and no image is fetched or worked on for strangers", async () => {
    const browser = makeBrowser()
    for (const url of ["/icon.svg", "/api/livekit/gate", "http://127.0.0.1:1/"])
      expect((await browser.get(`/_next/image?w=64&q=75&url=${encodeURIComponent(url)}`)).status).toBe(404)
  })
})

test("a guest's cookie: no script reads it, no other site sends it with a form, TLS only where there is TLS", async () => {
  const { room } = await makeRoom()
  const plain = await postEnter(makeBrowser(), room.slug, { name: "Guest" })
  expect(String(plain.headers["set-cookie"])).toMatch(/^earshot-guest=[^;]+; Path=\/;.*HttpOnly; SameSite=lax$/)
  const app = makeBrowser({ url: stack.appUrl })
  const headers = { "x-forwarded-proto": "https", "x-forwarded-for": "127.9.9.9" }
  const secure = await app.postJson(`/api/rooms/${room.slug}/enter`, { name: "Guest" }, headers)
  expect(String(secure.headers["set-cookie"])).toMatch(/; Secure; HttpOnly; SameSite=lax$/)
})
