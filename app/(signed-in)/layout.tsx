import "@/app/styles/page-parts.css"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { HeadingFocus } from "@/components/shell/heading-focus"
import { PageShell } from "@/components/shell/page-shell"
import { SignedInNav } from "@/components/shell/signed-in-nav"
import { ToastHost } from "@/components/ui/toast"
import { clientMessages } from "@/lib/i18n/client-messages"
import { onPage } from "@/lib/page"

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const user = await onPage(async (user) => user)
  const t = await getTranslations("common")
  return (
    <NextIntlClientProvider
      messages={
        await clientMessages("common", "rooms", "share", "settings", "calls", "people", "status", "erase", "errors")
      }
    >
      <PageShell home="/rooms" nav={<SignedInNav user={user} />} foot="plain">
        {children}
      </PageShell>
      <HeadingFocus />
      <ToastHost close={t("close")} />
    </NextIntlClientProvider>
  )
}
