import { getFormatter, getTranslations } from "next-intl/server"
import "@/app/styles/status.css"
import { JobList } from "@/components/status/job-list"
import type { JobRow } from "@/components/status/job-row"
import { ServiceList } from "@/components/status/service-list"
import { Empty } from "@/components/ui/empty"
import type { ServerStatus } from "@/lib/status/data"

/** The operator's page: what does not answer, and the work that nobody does any more unless it is asked for again. */
export async function StatusView({ status: { jobs, ...answers } }: { status: ServerStatus }) {
  const t = await getTranslations("status")
  const kinds = await getTranslations("status.kinds")
  const reasons = await getTranslations("status.reasons")
  const format = await getFormatter()
  const now = new Date()
  const rows = (jobs ?? []).map(({ id, kind, name, attempts, reason, error, failedAt }): JobRow => {
    const when = format.relativeTime(failedAt, now)
    return {
      id,
      what: kind === "other" ? t("otherKind", { name }) : kinds(kind),
      when: t("when", { when, attempts }),
      why: reasons(reason),
      error,
    }
  })
  const silent = [!answers.database && t("database"), !answers.sfu && t("sfu")].filter((name) => name !== false)
  const verdict =
    silent.length > 0
      ? t("silent", { names: silent.join(", ") })
      : jobs && jobs.length > 0
        ? t("left", { jobs: jobs.length })
        : t("good")
  const unknown = <Empty title={t("unknownTitle")} text={t("unknownText")} />
  return (
    <>
      <div className="headx">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{verdict}</p>
        </div>
      </div>
      <div className="cols">
        <JobList jobs={rows} empty={jobs ? <Empty title={t("emptyTitle")} text={t("emptyText")} /> : unknown} />
        <aside aria-labelledby="services">
          <div className="card p-6">
            <h2 className="asidehead pb-2" id="services">
              {t("services")}
            </h2>
            <ServiceList {...answers} />
          </div>
        </aside>
      </div>
    </>
  )
}
