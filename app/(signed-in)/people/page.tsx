import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { PeopleView } from "@/components/people/people-view"
import { onPage } from "@/lib/page"
import { listPeople } from "@/lib/people/data"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") }
}

export default async function People() {
  return <PeopleView people={await onPage(listPeople)} />
}
