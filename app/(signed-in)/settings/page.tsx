import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { SettingsView } from "@/components/settings/settings-view"
import { addressOf } from "@/lib/account/data/address"
import { listSessions } from "@/lib/account/data/sessions"
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
    browsers: await listSessions(user, here),
  }))
  return <SettingsView {...settings} />
}
