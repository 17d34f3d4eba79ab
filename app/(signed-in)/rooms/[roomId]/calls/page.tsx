import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CallsView } from "@/components/rooms/calls-view"
import { listCalls } from "@/lib/calls/data/history"
import { pageSchema } from "@/lib/calls/schema"
import { onPage } from "@/lib/page"

type CallsProps = { params: Promise<{ roomId: string }>; searchParams: Promise<{ page?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calls"))("title") }
}

export default async function Calls({ params, searchParams }: CallsProps) {
  const { roomId } = await params
  const page = pageSchema.parse((await searchParams).page)
  const { history, timeZone } = await onPage(async (user) => ({
    history: await listCalls(user, roomId, page),
    timeZone: user.timeZone,
  }))
  return <CallsView history={history} timeZone={timeZone} path={`/rooms/${roomId}/calls`} />
}
