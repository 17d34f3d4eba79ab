import { useTranslations } from "next-intl"
import "@/app/styles/rooms.css"
import { RoomsHead } from "@/components/rooms/rooms-head"
import { Skeleton } from "@/components/ui/skeleton"

const places = ["w-1/2", "w-2/3", "w-2/5"]

/** The rooms page before its list is there: same heights, and starting a room works already. */
export function RoomsLoading() {
  const t = useTranslations("rooms")
  return (
    <>
      <RoomsHead summary={t("loading")} />
      <div className="cols" aria-busy="true">
        <div className="roomlist">
          {places.map((width) => (
            <div key={width} className="rowroom">
              <div className="grow stack gap-1.5">
                <Skeleton className={`${width} h-5`} />
                <Skeleton className="h-4 w-2/5" />
                <Skeleton className="h-4 w-3/5" />
              </div>
              <Skeleton className="h-11 w-24" round />
            </div>
          ))}
        </div>
        <div className="stack">
          <div className="card stack gap-3 p-6">
            <Skeleton className="h-5 w-3/4" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-12" />
            <Skeleton className="h-12" round />
          </div>
        </div>
      </div>
    </>
  )
}
