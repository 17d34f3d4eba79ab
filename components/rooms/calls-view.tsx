import { ArrowLeft } from "lucide-react"
import Link from "next/link"
import { getTranslations } from "next-intl/server"
import "@/app/styles/calls.css"
import { CallItem } from "@/components/rooms/call-item"
import { buttonClass } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import type { CallHistory } from "@/lib/calls/data/history"
import { showSlug } from "@/lib/ids"

type CallsViewProps = { history: CallHistory; timeZone: string | null; path: string }

/**
 * A room's calls, newest first, each with who was there and when; the newest is open.
 * @param timeZone of whoever reads; without one times are UTC, and the page says so
 * @param path of this page, for its other pages
 */
export async function CallsView({ history, timeZone, path }: CallsViewProps) {
  const t = await getTranslations("calls")
  const { room, calls, count, page, pages } = history
  const now = new Date()
  return (
    <div className="calls">
      <p>
        <Link className="calls__back" href="/rooms">
          <ArrowLeft className="i i--s" aria-hidden="true" />
          {t("back")}
        </Link>
      </p>
      <div className="headx">
        <div>
          <h1>{t.rich("heading", { room: room.name, name: (name) => <bdi>{name}</bdi> })}</h1>
          <p className="muted">{t("summary", { calls: count, zone: timeZone ?? "UTC" })}</p>
        </div>
        <a className={buttonClass({ size: "s" })} href={`/r/${showSlug(room.slug)}`}>
          {t("goIn")}
        </a>
      </div>
      {calls.length === 0 ? (
        <Empty title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <ul aria-label={t("list")}>
          {calls.map((call, index) => (
            <CallItem key={call.id} call={call} now={now} open={page === 1 && index === 0} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className="calls__pages" aria-label={t("pages")}>
          <span className="small muted">{t("page", { page, pages })}</span>
          {page > 1 && (
            <Link className={buttonClass({ size: "s" })} href={page === 2 ? path : `${path}?page=${page - 1}`}>
              {t("newer")}
            </Link>
          )}
          {page < pages && (
            <Link className={buttonClass({ size: "s" })} href={`${path}?page=${page + 1}`}>
              {t("older")}
            </Link>
          )}
        </nav>
      )}
    </div>
  )
}
