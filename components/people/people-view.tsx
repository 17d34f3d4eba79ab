import { getFormatter, getTranslations } from "next-intl/server"
import "@/app/styles/people-list.css"
import { AddPersonForm } from "@/components/people/add-person-form"
import { PeopleList } from "@/components/people/people-list"
import type { PersonRowView } from "@/components/people/person-row"
import type { PersonView } from "@/lib/people/data"

/** The operator's page: who has an account here, whom a link waits for, and how to add somebody. */
export async function PeopleView({ people }: { people: PersonView[] }) {
  const t = await getTranslations("people")
  const format = await getFormatter()
  const now = new Date()
  const rows = people.map((person): PersonRowView => {
    const { at, id, name, email } = person
    if (at === "waiting") {
      const when = format.relativeTime(person.expiresAt, now)
      return {
        at,
        id,
        name,
        email,
        status: person.expired ? t("expired") : t("waits", { when }),
        tone: person.expired ? "warn" : "plain",
      }
    }
    const { role, isSelf, disabledAt, lastSeenAt } = person
    const seen = lastSeenAt ? t("seen", { when: format.relativeTime(lastSeenAt, now) }) : t("notSignedIn")
    return {
      at,
      id,
      name,
      email,
      role,
      isSelf,
      disabled: disabledAt !== null,
      status: disabledAt ? t("shut") : isSelf ? "" : seen,
    }
  })
  const accounts = people.filter(({ at }) => at === "account").length
  const waiting = people.length - accounts
  const summary = [t("count", { accounts }), waiting > 0 && t("countWaiting", { waiting })].filter(Boolean).join(", ")
  return (
    <>
      <div className="headx">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{summary}</p>
        </div>
      </div>
      <div className="cols">
        <PeopleList people={rows} />
        <aside className="stack" aria-label={t("addHeading")}>
          <section className="card stack gap-3 p-6" aria-labelledby="add-person">
            <div className="stack gap-1">
              <h2 className="asidehead" id="add-person">
                {t("addHeading")}
              </h2>
              <p className="small muted">{t("addText")}</p>
            </div>
            <AddPersonForm />
          </section>
        </aside>
      </div>
    </>
  )
}
