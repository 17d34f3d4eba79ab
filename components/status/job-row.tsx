"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"

export type JobRow = { id: string; what: string; when: string; why: string; error: string }

/** Where focus goes back to when the dialog of this row closes. */
export const dropId = (job: { id: string }) => `drop-${job.id}`

type JobRowProps = {
  job: JobRow
  /** The action itself: so the form also works before its script has loaded. */
  retry: (form: FormData) => void
  onRetry: () => void
  pending: boolean
  onDrop: () => void
}

/** One job: what it was to do, when it was given up, why, and the two ways on. */
export function JobRowItem({ job, retry, onRetry, pending, onDrop }: JobRowProps) {
  const t = useTranslations("status")
  const { id, what, when, why, error } = job
  return (
    <li className="job">
      <div className="grow">
        <h3 className="job__what">{what}</h3>
        <p className="small muted">{when}</p>
        <p className="small">{why}</p>
        {error && (
          <details className="job__words small">
            <summary>{t("words")}</summary>
            <p>
              <code>{error}</code>
            </p>
          </details>
        )}
      </div>
      <div className="job__acts">
        <form action={retry} onSubmit={onRetry}>
          <input type="hidden" name="jobId" value={id} />
          <Button size="s" type="submit" pending={pending} aria-label={t("retryOf", { what, when })}>
            {t("retry")}
          </Button>
        </form>
        <Button variant="ghost" size="s" id={dropId(job)} onClick={onDrop} aria-label={t("dropOf", { what, when })}>
          {t("drop")}
        </Button>
      </div>
    </li>
  )
}
