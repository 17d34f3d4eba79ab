import { TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import "@/app/styles/settings.css"
import { EraseForm } from "@/components/settings/erase-form"
import { Note } from "@/components/ui/note"

/** What goes, what stays, and the last word of the one whose it is. */
export function EraseView({ rooms, lastOperator, email }: { rooms: number; lastOperator: boolean; email: string }) {
  const t = useTranslations("erase")
  return (
    <>
      <div className="headx">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{t("text")}</p>
        </div>
      </div>
      <div className="erase">
        {lastOperator ? (
          <Note tone="warn" icon={<TriangleAlert className="i" aria-hidden="true" />}>
            <p>{t("lastOperator")}</p>
          </Note>
        ) : (
          <div className="card">
            <EraseForm rooms={rooms} email={email} />
          </div>
        )}
      </div>
    </>
  )
}
