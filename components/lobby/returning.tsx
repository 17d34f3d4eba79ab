import { useTranslations } from "next-intl"

/** Between a page that was loaded again and its call. */
export function Returning({ roomName }: { roomName: string }) {
  const t = useTranslations("lobby.returning")
  return (
    <div className="lobby__head" role="status">
      <h1>{t("title", { room: roomName })}</h1>
      <p className="muted">{t("text")}</p>
    </div>
  )
}
