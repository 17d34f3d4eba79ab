import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { StartNow } from "@/components/rooms/start-now"
import { buttonClass } from "@/components/ui/button"

/** Heading of the rooms page with its two ways to a room; the second leads to the form where that lies below. */
export function RoomsHead({ summary }: { summary: string }) {
  const t = useTranslations("rooms")
  return (
    <div className="headx">
      <div>
        <h1>{t("heading")}</h1>
        <p className="muted">{summary}</p>
      </div>
      <div className="headx__acts">
        <StartNow requestId={crypto.randomUUID()} />
        <a className={buttonClass({ className: "headx__new" })} href="#room-name">
          <Plus className="i" aria-hidden="true" />
          {t("newRoom")}
        </a>
      </div>
    </div>
  )
}
