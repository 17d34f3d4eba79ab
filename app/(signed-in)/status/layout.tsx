import type { ReactNode } from "react"
import { onPage } from "@/lib/page"
import { requireOperator } from "@/lib/people/data"

// Asked here as well as in the page: below a loading screen it would be too late for a 404.
export default async function StatusLayout({ children }: { children: ReactNode }) {
  await onPage(async (user) => requireOperator(user))
  return children
}
