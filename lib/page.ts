import { headers } from "next/headers"
import { notFound, redirect } from "next/navigation"
import type { User } from "@/lib/auth/actor"
import { currentUser } from "@/lib/auth/session"
import { AppError } from "@/lib/errors"

/**
 * Runs what a page needs as the signed-in user: signed out goes to sign-in and back, "not found" and "forbidden" look
 * alike (404), anything else reaches the error page.
 */
export async function onPage<Result>(run: (user: User) => Promise<Result>): Promise<Result> {
  const user = await currentUser()
  if (!user) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-earshot-path") ?? "/rooms")}`)
  return orNotFound(() => run(user))
}

/** The same for pages open to everyone. */
export async function orNotFound<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) notFound()
    throw error
  }
}
