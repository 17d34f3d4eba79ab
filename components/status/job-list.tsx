"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useActionState, useCallback, useEffect, useRef, useState } from "react"
import { FormRefusal } from "@/components/shell/form-refusal"
import { DropDialog } from "@/components/status/drop-dialog"
import { type JobRow, JobRowItem } from "@/components/status/job-row"
import { showToast } from "@/components/ui/toast"
import { retryJob } from "@/lib/status/actions"

type Open = { at: "none" } | { at: "drop"; job: JobRow }

/**
 * The jobs that have failed for good. What a row asks for is kept here: the row is gone as soon as it is done.
 * @param empty in their place when there are none
 */
export function JobList({ jobs, empty }: { jobs: JobRow[]; empty: ReactNode }) {
  const t = useTranslations("status")
  const [open, setOpen] = useState<Open>({ at: "none" })
  const close = useCallback(() => setOpen({ at: "none" }), [])
  const [asked, setAsked] = useState("")
  const [state, submit, pending] = useActionState(retryJob, { at: "idle" })
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (state.at !== "done") return
    showToast(t("retried"))
    heading.current?.focus()
  }, [state, t])

  return (
    <section aria-labelledby="failed-jobs">
      <h2 className="asidehead pb-3" id="failed-jobs" ref={heading} tabIndex={-1}>
        {t("jobs")}
      </h2>
      <FormRefusal state={state} />
      {jobs.length === 0 ? (
        empty
      ) : (
        <ul>
          {jobs.map((job) => (
            <JobRowItem
              key={job.id}
              job={job}
              retry={submit}
              onRetry={() => setAsked(job.id)}
              pending={pending && asked === job.id}
              onDrop={() => setOpen({ at: "drop", job })}
            />
          ))}
        </ul>
      )}
      {open.at === "drop" && <DropDialog job={open.job} onClose={close} />}
    </section>
  )
}
