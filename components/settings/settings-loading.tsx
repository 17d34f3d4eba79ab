import { useTranslations } from "next-intl"
import "@/app/styles/settings.css"
import { Skeleton } from "@/components/ui/skeleton"

const blocks = ["h-48", "h-52", "h-72", "h-56", "h-44", "h-40"]

/** The settings before they are there: same places, same heights. */
export function SettingsLoading() {
  const t = useTranslations("settings")
  return (
    <>
      <div className="headx">
        <h1>{t("title")}</h1>
      </div>
      <div className="setwrap" aria-busy="true">
        <div className="jump">
          {blocks.map((height) => (
            <Skeleton key={height} className="my-2 h-7 w-32" round />
          ))}
        </div>
        <div className="stack gap-10">
          {blocks.map((height) => (
            <div key={height} className="set">
              <Skeleton className="h-7 w-2/5" />
              <Skeleton className={height} />
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
