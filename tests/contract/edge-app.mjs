import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliCompressSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { ask, askUpgrade } from "./edge-upstreams.mjs"

/**
 * What every edge promises about everything that is the app's.
 * @param {ReturnType<import("./edge-under-test.mjs").edgeForEachTest>} here
 */
export function appPromises(here) {
  describe("the app", () => {
    test("gets trustworthy headers and keeps those of its own client", async () => {
      await ask(here.base, "/rooms", {
        headers: {
          Host: "meet.example:3000",
          "X-Forwarded-For": "6.6.6.6",
          "X-Forwarded-Host": "evil.example",
          "X-Forwarded-Proto": "https",
          Forwarded: "for=6.6.6.6",
          "X-Real-IP": "6.6.6.6",
          "X-Middleware-Subrequest": "middleware",
          "X-Nextjs-Data": "1",
          "X-Matched-Path": "/admin",
          "Next-Action": "abc",
          RSC: "1",
          "Next-Router-State-Tree": "tree",
        },
      })
      const { headers } = here.app.seen[0]
      expect(headers).toMatchObject({
        host: "meet.example:3000",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-host": "meet.example:3000",
        "x-forwarded-proto": "http",
        "next-action": "abc",
        rsc: "1",
        "next-router-state-tree": "tree",
      })
      for (const name of ["forwarded", "x-real-ip", "x-middleware-subrequest", "x-nextjs-data", "x-matched-path"])
        expect(headers, name).not.toHaveProperty(name)
    })

    test("gets bodies, and its cookies come back one by one", async () => {
      const { body, headers } = await ask(here.base, "/rooms", { method: "POST", body: "x".repeat(100_000) })
      expect(body).toHaveLength(100_000)
      expect(headers["set-cookie"]).toEqual(["a=1", "b=2"])
    })

    test("may answer 404 for its own pages", async () => {
      expect(await ask(here.base, "/missing")).toMatchObject({ status: 404, body: "no such page" })
    })

    test("is not asked for a WebSocket: it has none and would not answer", async () => {
      expect((await askUpgrade(here.base, "/_next/webpack-hmr")).status).toBe(404)
      expect(here.app.seen).toHaveLength(0)
    })

    test.each(["x y", "a/b", "a@b", "a,b", "a:99999x"])("a host that is none (%s) gets nowhere", async (host) => {
      expect((await ask(here.base, "/rooms", { headers: { Host: host } })).status).toBe(400)
      expect(here.app.seen).toHaveLength(0)
    })

    test("does not get more than it can take", async () => {
      const refused = await ask(here.base, "/rooms", { method: "POST", body: "x".repeat(1024 * 1024 + 1) })
      expect(refused).toMatchObject({ status: 413, body: '{"code":"too_large"}' })
      expect(here.app.seen).toHaveLength(0)
    })

    test("does not get it either when its length is not told beforehand", async () => {
      const headers = { "Transfer-Encoding": "chunked" }
      const asked = ask(here.base, "/swallows", { method: "POST", headers, body: "x".repeat(3 * 1024 * 1024) })
      const { status } = await asked.catch(({ code }) => ({ status: code }))
      expect(status).not.toBe(200)
      expect(here.swallowed).toBeLessThan(1.2 * 1024 * 1024)
    })

    test("is not traced", async () => {
      expect((await ask(here.base, "/rooms", { method: "TRACE" })).status).toBe(405)
      expect(here.app.seen).toHaveLength(0)
    })

    test("an event stream begins before its first event", async () => {
      const response = await fetch(`${here.base}/events`, { signal: AbortSignal.timeout(500) })
      expect(response.status).toBe(200)
      await response.body.cancel()
    })

    test("when it is down, people read so in their language and the page comes back by itself", async () => {
      await here.app.close()
      const russian = await ask(here.base, "/rooms", {
        headers: { Accept: "text/html", "Accept-Language": "ru,en;q=0.8" },
      })
      expect(russian.status).toBe(503)
      expect(russian.body).toContain('lang="ru"')
      expect(russian.body).toContain('http-equiv="refresh"')
      const chosen = await ask(here.base, "/rooms", {
        headers: { Accept: "text/html", "Accept-Language": "ru", Cookie: "theme=dark; locale=en" },
      })
      expect(chosen.body).toContain('lang="en"')
      expect(await ask(here.base, "/api/rooms/x/enter", { method: "POST", body: "{}" })).toMatchObject({
        status: 503,
        body: '{"code":"unavailable"}',
      })
    })

    test("never hangs when it does not answer", async () => {
      expect((await ask(here.base, "/hangs")).status).toBe(503)
    })
  })

  describe("static files", () => {
    test("come from disk, compressed beforehand, for a year", async () => {
      writeFileSync(join(here.staticDir, "a.js"), "plain")
      writeFileSync(join(here.staticDir, "a.js.br"), brotliCompressSync("plain"))
      // An edge may read the folder once, at its start.
      await here.edge.close()
      await here.open()
      const { headers } = await ask(here.base, "/_next/static/a.js", { headers: { "Accept-Encoding": "gzip, br" } })
      expect(headers).toMatchObject({
        "content-encoding": "br",
        "cache-control": "public,max-age=31536000,immutable",
        "content-type": expect.stringContaining("text/javascript"),
        vary: "Accept-Encoding",
      })
      expect(await ask(here.base, "/_next/static/a.js")).toMatchObject({ body: "plain" })
      expect(here.app.seen).toHaveLength(0)
    })

    test("that are not there are asked of the app", async () => {
      await ask(here.base, "/_next/static/b.js")
      expect(here.app.seen[0].url).toBe("/_next/static/b.js")
    })
  })
}
