import { CircleAlert } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Note } from "@/components/ui/note"

const known = ["down", "denied", "failed", "unverified", "closed", "shut", "late", "many"] as const

/**
 * Why somebody came back from another site without being signed in.
 * @param problem as the address has it; nothing is said for one that is none
 * @param issuer what people call the other site
 */
export async function SignInProblem({ problem, issuer }: { problem: string; issuer: string }) {
  const t = await getTranslations("signIn.problems")
  const found = known.find((one) => one === problem)
  if (!found) return null
  return (
    <Note tone="danger" role="alert" icon={<CircleAlert className="i" aria-hidden="true" />}>
      {t(found, { issuer })}
    </Note>
  )
}
