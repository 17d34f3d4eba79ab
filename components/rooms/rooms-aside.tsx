import { Monitor } from "lucide-react"
import { useTranslations } from "next-intl"
import { NewRoomForm } from "@/components/rooms/new-room-form"
import { isThisComputer } from "@/components/ui/copy-text"
import { Note } from "@/components/ui/note"

/** Beside the list: the form for a named room, how guests come in, and who can open links of this address. */
export function RoomsAside({ origin }: { origin: string }) {
  const t = useTranslations("rooms")
  const share = useTranslations("share")
  return (
    <aside className="stack" aria-label={t("newHeading")}>
      <section className="card stack gap-3 p-6" aria-labelledby="new-room">
        <div className="stack gap-1">
          <h2 className="asidehead" id="new-room">
            {t("newHeading")}
          </h2>
          <p className="small muted">{t("newText")}</p>
        </div>
        <NewRoomForm requestId={crypto.randomUUID()} />
      </section>
      <section className="card stack gap-1 p-6" aria-labelledby="get-in">
        <h2 className="asidehead" id="get-in">
          {t("inHeading")}
        </h2>
        <p className="small muted">{t("inText")}</p>
      </section>
      {isThisComputer(origin) && (
        <Note icon={<Monitor className="i" aria-hidden="true" />}>
          <p className="strong small">{share("onlyHere")}</p>
          <p className="small muted">
            {share.rich("onlyHereText", { code: (text) => <code className="bg-surface">{text}</code> })}
          </p>
        </Note>
      )}
    </aside>
  )
}
