import { useTranslations } from "next-intl"
import "@/app/styles/people-list.css"
import { Skeleton } from "@/components/ui/skeleton"

const places = ["w-1/2", "w-2/3", "w-2/5"]

/** The people before they are there: same places, same heights. */
export function PeopleLoading() {
  const t = useTranslations("people")
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
            <div key={width} className="someone">
              <Skeleton className="h-12 w-12" round />
              <div className="grow stack gap-1.5">
                <Skeleton className={`${width} h-5`} />
                <Skeleton className="h-4 w-2/5" />
              </div>
            </div>
          ))}
        </div>
        <Skeleton className="h-72" />
      </div>
    </>
  )
}
