import { MapPinOff } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeadEnd } from "@/components/shell/dead-end"
import { PageShell } from "@/components/shell/page-shell"
import { buttonClass } from "@/components/ui/button"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notFound"))("title") }
}

// Without the foot: Next.js sends this page along with every other one.
export default async function NotFound() {
  const t = await getTranslations()
  return (
    <PageShell foot="none">
      <DeadEnd
        title={t("notFound.heading")}
        text={t("notFound.text")}
        icon={<MapPinOff className="i i--l" aria-hidden="true" />}
      >
        <a className={buttonClass()} href="/">
          {t("common.startPage")}
        </a>
      </DeadEnd>
    </PageShell>
  )
}
