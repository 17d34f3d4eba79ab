import { AudioLines, Check, Database, Mail, Minus, X } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ServerStatus } from "@/lib/status/data"

type Answers = Omit<ServerStatus, "jobs">

/** What this server stands on, and whether it answers. */
export function ServiceList({ database, sfu, mail }: Answers) {
  const t = useTranslations("status")
  return (
    <ul className="stack gap-0">
      <Service icon={Database} name={t("database")} text={t("databaseText")} at={database ? "good" : "silent"} />
      <Service
        icon={AudioLines}
        name={t("sfu")}
        text={sfu ? t("sfuText") : t("sfuSilent")}
        at={sfu ? "good" : "silent"}
      />
      <Service icon={Mail} name={t("mail")} text={mail ? t("mailText") : t("mailOff")} at={mail ? "set" : "off"} />
    </ul>
  )
}

const chips = {
  good: { tone: "chip chip--heard", icon: Check },
  silent: { tone: "chip chip--danger", icon: X },
  set: { tone: "chip chip--heard", icon: Check },
  off: { tone: "chip", icon: Minus },
} as const

type ServiceProps = { icon: typeof Mail; name: string; text: string; at: keyof typeof chips }

function Service({ icon: Icon, name, text, at }: ServiceProps) {
  const t = useTranslations("status.answers")
  const { tone, icon: Sign } = chips[at]
  return (
    <li className="svc">
      <Icon className="i" aria-hidden="true" />
      <div className="grow">
        <h3 className="svc__name">{name}</h3>
        <p className="small muted">{text}</p>
      </div>
      <span className={tone}>
        <Sign className="i i--s" aria-hidden="true" />
        {t(at)}
      </span>
    </li>
  )
}
