import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { JoinFlow } from "@/components/lobby/join-flow"
import { PageFoot } from "@/components/shell/page-foot"
import { PageTop } from "@/components/shell/page-top"
import { currentActor } from "@/lib/auth/guest"
import { doorView } from "@/lib/door/data"
import { clientMessages } from "@/lib/i18n/client-messages"
import { orNotFound } from "@/lib/page"
import { isLocalOrigin, publicOrigin } from "@/lib/request"

type Props = { params: Promise<{ slug: string }> }

async function doorFor({ params }: Props) {
  const { slug } = await params
  const actor = await currentActor()
  return { actor, room: await orNotFound(() => doorView(actor, slug)) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { room } = await doorFor(props)
  return { title: room.name, robots: { index: false } }
}

// No loading.tsx beside this page: an unknown room must answer 404, and a streamed page has said 200 already.
export default async function RoomPage(props: Props) {
  const { actor, room } = await doorFor(props)
  const origin = await publicOrigin()
  return (
    <NextIntlClientProvider messages={await clientMessages("common", "lobby", "errors")}>
      <JoinFlow
        room={{ ...room, link: `${origin}/r/${room.slug}`, linkIsLocal: isLocalOrigin(origin) }}
        initialName={actor?.kind === "user" ? actor.name : ""}
        top={<PageTop />}
        foot={<PageFoot />}
      />
    </NextIntlClientProvider>
  )
}
