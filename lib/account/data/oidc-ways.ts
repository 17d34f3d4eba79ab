import "server-only"
import { getLocale } from "next-intl/server"
import { arrive } from "@/lib/account/data/identities"
import { signInInstead } from "@/lib/account/data/sessions"
import { safeNext } from "@/lib/account/rules"
import { beginOidc, finishOidc, oidcName } from "@/lib/auth/oidc"
import { keepNext, keepPending, takeNext } from "@/lib/auth/pending-identity"
import { signInAs } from "@/lib/auth/sign-in"
import { AppError } from "@/lib/errors"
import { isLocale } from "@/lib/i18n/locales"
import { spend } from "@/lib/rate-limit"
import { clientAddress } from "@/lib/request"
import { requireOwnOrigin } from "@/lib/route"

/** Where the issuer sends the browser back to is registered there, so it has a name of its own. */
export const consentPath = "/sign-in/with/consent"
const signInPath = "/sign-in"

/**
 * To the issuer. A link and no form: the policy lets forms go to this site only, and an issuer may lead on to others.
 * @throws AppError not_found when no issuer is set, foreign_origin when another site sent the browser here
 */
export async function wayToIssuer(request: Request): Promise<Response> {
  if (!oidcName()) throw new AppError("not_found")
  requireOwnOrigin(request)
  const refused = await pauseIfMany()
  if (refused) return refused
  await keepNext(safeNext(new URL(request.url).searchParams.get("next") ?? undefined))
  const begun = await beginOidc()
  return begun.at === "go" ? leadTo(begun.url) : leadTo(problemPath(begun.problem))
}

/**
 * Back from the issuer: in, to the question whether an account is theirs, or to sign-in with what is the matter.
 * @throws AppError not_found when no issuer is set
 */
export async function wayFromIssuer(request: Request): Promise<Response> {
  if (!oidcName()) throw new AppError("not_found")
  const refused = await pauseIfMany()
  if (refused) return refused
  const next = safeNext(await takeNext())
  const finished = await finishOidc(request)
  if (finished.at === "problem") return leadTo(problemPath(finished.problem), finished.cookies)
  const { claims, cookies } = finished
  const locale = await getLocale()
  const arrival = await arrive(claims, isLocale(locale) ? locale : "en")
  if (arrival.at === "refused") return leadTo(problemPath(arrival.problem), cookies)
  if (arrival.at === "in") {
    await signInInstead(() => signInAs(arrival.userId))
    return leadTo(next, cookies)
  }
  const { issuer, subject, email } = claims
  await keepPending({ issuer, subject, email, userId: arrival.userId, next })
  return leadTo(consentPath, cookies)
}

const problemPath = (problem: string) => `${signInPath}?problem=${problem}`

async function pauseIfMany(): Promise<Response | null> {
  try {
    await spend("oidc", await clientAddress())
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many_tries") return leadTo(problemPath("many"))
    throw error
  }
}

function leadTo(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store" })
  for (const cookie of cookies) headers.append("set-cookie", cookie)
  return new Response(null, { status: 303, headers })
}
