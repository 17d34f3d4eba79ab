import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { StatusView } from "@/components/status/status-view"
import { onPage } from "@/lib/page"
import { serverStatus } from "@/lib/status/data"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("status"))("title") }
}

export default async function Status() {
  return <StatusView status={await onPage(serverStatus)} />
}
