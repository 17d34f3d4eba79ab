import NextAuth, { CredentialsSignin } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { cache } from "react"
import { checkCredentials } from "@/lib/auth/credentials"
import { readTicket } from "@/lib/auth/ticket"
import { db } from "@/lib/db"
import { AppError, isDatabaseDown } from "@/lib/errors"
import { log, logFault } from "@/lib/log"
import { addressFrom } from "@/lib/request"

/** How long a browser stays signed in without being used, in milliseconds: the row says so, and slides. */
const sessionLife = 30 * 24 * 3600 * 1000
/**
 * How long the cookie lives, in seconds, and the JWT in it, both from signing in on: Auth.js renews them in its own routes
 * only, which are not served. So as long as browsers keep any cookie.
 */
const cookieLife = 400 * 24 * 3600
const seenEvery = 5 * 60 * 1000

declare module "next-auth" {
  interface Session {
    userId: string
    sessionId: string
  }
}

class Refused extends CredentialsSignin {
  constructor(code: string) {
    super()
    this.code = code
  }
}

/** The Session row behind a cookie with its user, once per request; null when it was ended or the account disabled. */
export const sessionRow = cache(async (id: string) => {
  const row = await db().session.findUnique({ where: { id }, include: { user: true } })
  if (!row || row.expires < new Date() || row.user.disabledAt) return null
  if (Date.now() - row.lastSeenAt.getTime() > seenEvery) {
    await db().session.updateMany({
      where: { id },
      data: { lastSeenAt: new Date(), expires: new Date(Date.now() + sessionLife) },
    })
  }
  return row
})

/**
 * Auth.js, wrapped: nothing outside lib/auth imports it. The cookie is a JWT that carries only a Session row's id, so
 * deleting the row signs that browser out at its next request. Used by our actions only: its own addresses (/api/auth/*)
 * are not served, they would be a second way in with rules of their own.
 */
export const { auth, signIn, signOut } = NextAuth({
  trustHost: true,
  session: { strategy: "jwt", maxAge: cookieLife },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  logger: {
    error: (error) => {
      if (!(error instanceof CredentialsSignin)) log.error({ err: error }, "auth")
    },
    warn: (code) => log.warn({ code }, "auth"),
    debug: () => {},
  },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: async (input, request) => {
        try {
          return await checkCredentials(input, addressFrom(request.headers), request.headers.get("user-agent"))
        } catch (error) {
          if (error instanceof AppError) throw new Refused(`${error.code}:${error.retryAfterSeconds ?? ""}`)
          if (isDatabaseDown(error)) throw new Refused("database_unavailable")
          throw new Refused(`fault:${logFault(error, "sign-in")}`)
        }
      },
    }),
    Credentials({
      id: "ticket",
      credentials: { ticket: {} },
      authorize: async ({ ticket }, request) => {
        const id = readTicket(ticket)
        const user = id ? await db().user.findUnique({ where: { id, disabledAt: null }, select: { id: true } }) : null
        return user && { ...user, userAgent: request.headers.get("user-agent") }
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (user?.id) {
        const expires = new Date(Date.now() + sessionLife)
        const userAgent =
          "userAgent" in user && typeof user.userAgent === "string" ? user.userAgent.slice(0, 300) : null
        const row = await db().session.create({ data: { userId: user.id, expires, userAgent } })
        return { sid: row.id }
      }
      return typeof token.sid === "string" && (await sessionRow(token.sid)) ? { sid: token.sid } : null
    },
    async session({ session, token }) {
      const row = typeof token.sid === "string" ? await sessionRow(token.sid) : null
      return { ...session, user: undefined, userId: row?.userId ?? "", sessionId: row?.id ?? "" }
    },
  },
  events: {
    async signOut(message) {
      if ("token" in message && typeof message.token?.sid === "string") {
        await db().session.deleteMany({ where: { id: message.token.sid } })
      }
    },
  },
})
