import { useTranslations } from "next-intl"
import "@/app/styles/status.css"
import { Skeleton } from "@/components/ui/skeleton"

const places = ["w-1/2", "w-2/3", "w-2/5"]

/** The status before it is there: same places, same heights. */
export function StatusLoading() {
  const t = useTranslations("status")
  return (
    <>
      <div className="headx">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{t("loading")}</p>
        </div>
      </div>
      <div className="cols" aria-busy="true">
        <div>
          {places.map((width) => (
            <div key={width} className="job">
              <div className="grow stack gap-1.5">
                <Skeleton className={`${width} h-5`} />
                <Skeleton className="h-4 w-3/5" />
              </div>
              <Skeleton className="h-11 w-28" round />
            </div>
          ))}
        </div>
        <Skeleton className="h-64" />
      </div>
    </>
  )
}
