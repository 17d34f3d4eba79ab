import { useTranslations } from "next-intl"
import { Avatar } from "@/components/ui/avatar"

type Props = { name: string; hostName: string; isHost: boolean }

/** Who invites, to what. Names are anyone's text: shown as text, in their own direction. */
export function Invitation({ name, hostName, isHost }: Props) {
  const t = useTranslations("lobby")
  return (
    <div className="lobby__head">
      <p className="host">
        <Avatar name={hostName} id={hostName} size="s" />
        <span className="host__words">
          <bdi className="strong">{hostName}</bdi>
          <span className="muted small">{isHost ? t("ownRoom") : t("invites")}</span>
        </span>
      </p>
      <h1 className={name.length > 36 ? "lobby__long" : undefined} dir="auto">
        {name}
      </h1>
    </div>
  )
}
