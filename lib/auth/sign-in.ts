import { CredentialsSignin } from "next-auth"
import { signIn, signOut } from "@/lib/auth/config"
import { makeTicket } from "@/lib/auth/ticket"
import { AppError, type ErrorCode, errorStatus } from "@/lib/errors"

/**
 * Signs this browser in and sets its cookie.
 * @throws AppError wrong_pair, too_many_tries, fault
 */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  try {
    await signIn("credentials", { email, password, redirect: false })
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error
    const [code = "", rest = ""] = error.code.split(":")
    throw new AppError(
      isErrorCode(code) ? code : "wrong_pair",
      {},
      code === "too_many_tries" ? Number(rest) : undefined,
    )
  }
}

/**
 * Signs this browser in as somebody who has shown by other means than a password who they are.
 * @throws AppError link_dead when the account was shut meanwhile
 */
export async function signInAs(userId: string): Promise<void> {
  try {
    await signIn("ticket", { ticket: makeTicket(userId), redirect: false })
  } catch (error) {
    throw error instanceof CredentialsSignin ? new AppError("link_dead") : error
  }
}

/** Ends this browser's session: its row is deleted, its cookie cleared. */
export async function endSession(): Promise<void> {
  await signOut({ redirect: false })
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorStatus
}
