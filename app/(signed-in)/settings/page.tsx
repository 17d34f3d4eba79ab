import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { SettingsView } from "@/components/settings/settings-view"
import { addressOf } from "@/lib/account/data/address"
import { identitiesOf } from "@/lib/account/data/identities"
import { listSessions } from "@/lib/account/data/sessions"
import { issuerNow } from "@/lib/auth/oidc"
import { currentSessionId } from "@/lib/auth/session"
import { onPage } from "@/lib/page"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") }
}

export default async function Settings() {
  const here = await currentSessionId()
  const settings = await onPage(async (user) => ({
    user,
    address: await addressOf(user),
    identities: await identitiesOf(user),
    browsers: await listSessions(user, here),
  }))
  return <SettingsView {...settings} issuer={issuerNow()} />
}
