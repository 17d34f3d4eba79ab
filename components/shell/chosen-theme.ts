import { cookies } from "next/headers"
import { currentUser } from "@/lib/auth/session"

export type Theme = "light" | "dark" | "system"

/** The look of this request: the user's setting, else the cookie, else as the system says. */
export async function chosenTheme(): Promise<Theme> {
  // The look must not depend on the database: an error page is drawn while it is down.
  const user = await currentUser().catch(() => null)
  const theme = user?.theme ?? (await cookies()).get("theme")?.value
  return theme === "light" || theme === "dark" ? theme : "system"
}
