import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { EraseView } from "@/components/settings/erase-view"
import { eraseView } from "@/lib/account/data/erase"
import { onPage } from "@/lib/page"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("erase"))("title") }
}

export default async function Erase() {
  return <EraseView {...(await onPage(async (user) => ({ ...(await eraseView(user)), email: user.email })))} />
}
