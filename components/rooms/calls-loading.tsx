import { useTranslations } from "next-intl"
import "@/app/styles/calls.css"
import { Skeleton } from "@/components/ui/skeleton"

const places = ["w-1/2", "w-2/5", "w-3/5"]

/** The calls before they are there: same places, same heights. */
export function CallsLoading() {
  const t = useTranslations("calls")
  return (
    <div className="calls">
      <div className="headx">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{t("loading")}</p>
        </div>
      </div>
      <div aria-busy="true">
        {places.map((width) => (
          <div key={width} className="callitem callitem--empty">
            <Skeleton className={`${width} h-5`} />
            <Skeleton className="h-4 w-1/4" />
          </div>
        ))}
      </div>
    </div>
  )
}
