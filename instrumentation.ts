import { env } from "@/lib/env"

/** Runs once when a server process starts: a wrong environment stops it here, with the variables named. */
export function register() {
  env()
}
