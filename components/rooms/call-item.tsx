import { getFormatter, getTranslations } from "next-intl/server"
import { StayTrack } from "@/components/rooms/stay-track"
import { Avatar } from "@/components/ui/avatar"
import type { CallView, PersonInCall } from "@/lib/calls/data/history"
import { timeIn } from "@/lib/calls/rules"

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const
const day = { day: "numeric", month: "long", year: "numeric" } as const

type CallItemProps = { call: CallView; now: Date; open: boolean }

/** One call: when, how long, how many; opened, who was there and when. */
export async function CallItem({ call, now, open }: CallItemProps) {
  const t = await getTranslations("calls")
  const format = await getFormatter()
  const { startedAt, endedAt, people } = call
  const end = endedAt ?? now
  const date = format.dateTime(startedAt, day)
  const time = format.dateTime(startedAt, clock)
  return (
    <li className={endedAt ? "callitem" : "callitem callitem--now"}>
      <details open={open}>
        <summary>
          <span className="grow">
            <span className="callitem__when">{t("when", { date, time })}</span>
            <span className="small muted">
              {t("facts", { span: await span(end.getTime() - startedAt.getTime()), people: people.length })}
            </span>
          </span>
          {!endedAt && <span className="chip chip--heard">{t("now")}</span>}
        </summary>
        <ul aria-label={t("people", { date, time })}>
          {people.map((person) => (
            <Somebody key={person.id} person={person} from={startedAt} to={end} now={now} />
          ))}
        </ul>
      </details>
    </li>
  )
}

type SomebodyProps = { person: PersonInCall; from: Date; to: Date; now: Date }

async function Somebody({ person: { id, name, kind, stays }, from, to, now }: SomebodyProps) {
  const t = await getTranslations("calls")
  const format = await getFormatter()
  const times = stays.map((stay) => {
    const since = format.dateTime(stay.from, clock)
    return stay.to ? t("stay", { since, until: format.dateTime(stay.to, clock) }) : t("stayOpen", { since })
  })
  return (
    <li className="stayrow">
      <Avatar name={name ?? ""} id={id} size="s" />
      <span className="stayrow__who">
        <span className={name ? "strong" : "muted"}>{name ? <bdi>{name}</bdi> : t("erased")}</span>
        {kind !== "user" && <span className="small muted">{kind === "host" ? t("host") : t("guest")}</span>}
      </span>
      <span className="stayrow__when">
        <StayTrack stays={stays} from={from} to={to} />
        <span className="small muted num">{times.length > 0 ? times.join(", ") : t("noTimes")}</span>
      </span>
      <span className="small num stayrow__sum">{await span(timeIn(stays, now))}</span>
    </li>
  )
}

/** A length in words: minutes, from an hour on with hours. */
async function span(milliseconds: number): Promise<string> {
  const t = await getTranslations("calls")
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 1) return t("underMinute")
  return minutes < 60
    ? t("minutes", { minutes })
    : t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
