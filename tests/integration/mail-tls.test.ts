import { once } from "node:events"
import { generate } from "selfsigned"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

const mail = { subject: "s", html: "<p>h</p>", text: "t" }
const one = { to: "anna@example.com", messageId: "<1@earshot.test>", mail }
const servers: SMTPServer[] = []

/** A mail server that wants a password; what it was told is in `heard`. */
async function passwordServer(options: SMTPServerOptions) {
  const heard: string[] = []
  const server = new SMTPServer({
    ...options,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, session, done) => {
      heard.push(`${session.secure ? "sealed" : "open"} ${username} ${password}`)
      done(null, { user: username })
    },
    onData: (stream, _, done) => {
      stream.resume().on("end", () => {
        heard.push("mail")
        done()
      })
    },
  })
  server.on("error", () => {})
  server.listen(0, "127.0.0.1")
  await once(server.server, "listening")
  servers.push(server)
  const address = server.server.address()
  const port = address && typeof address === "object" ? address.port : 0
  return { heard, url: `smtp://anna:p%40ss@127.0.0.1:${port}` }
}

async function deliverBy(url: string) {
  Object.assign(process.env, { SMTP_URL: url, MAIL_FROM: "noreply@earshot.test" })
  const { deliver } = await import("@/lib/mail/transport")
  return deliver(one)
}

// Both the environment and the way to the mail server are read once.
beforeEach(() => vi.resetModules())
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test("a password is not told to a mail server without TLS", async () => {
  const { heard, url } = await passwordServer({ disabledCommands: ["STARTTLS"] })
  await expect(deliverBy(url)).rejects.toThrow(/TLS/)
  expect(heard).toEqual([])
})

test("unless the operator says that it may be", async () => {
  const { heard, url } = await passwordServer({ disabledCommands: ["STARTTLS"] })
  await deliverBy(`${url}/?requireTLS=false`)
  expect(heard).toEqual(["open anna p@ss", "mail"])
})

test("with TLS it is told, sealed; a certificate that nobody vouches for is refused", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "mail.earshot.test" }])
  const { heard, url } = await passwordServer({ key, cert })
  await expect(deliverBy(url)).rejects.toThrow(/certificate/i)
  expect(heard).toEqual([])
  vi.resetModules()
  await deliverBy(`${url}/?tls.rejectUnauthorized=false`)
  expect(heard).toEqual(["sealed anna p@ss", "mail"])
})
