import type { ReactNode } from "react"
import { requireOperator } from "@/lib/account/data/people"
import { onPage } from "@/lib/page"

// Asked here as well as in the page: below a loading screen it would be too late for a 404.
export default async function PeopleLayout({ children }: { children: ReactNode }) {
  await onPage(async (user) => requireOperator(user))
  return children
}
