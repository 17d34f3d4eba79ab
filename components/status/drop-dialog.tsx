"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { FormRefusal } from "@/components/shell/form-refusal"
import { dropId, type JobRow } from "@/components/status/job-row"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { showToast } from "@/components/ui/toast"
import { dropJob } from "@/lib/status/actions"

/** Asks before a job is given up: a mail in it is never sent then. */
export function DropDialog({ job, onClose }: { job: JobRow; onClose: () => void }) {
  const t = useTranslations("status")
  const common = useTranslations("common")
  const [state, submit, pending] = useActionState(dropJob, { at: "idle" })

  useEffect(() => {
    if (state.at !== "done") return
    showToast(t("dropped"))
    onClose()
  }, [state, t, onClose])

  return (
    <Dialog
      alert
      open
      onOpenChange={onClose}
      title={t("dropTitle", { what: job.what })}
      text={t("dropText")}
      returnTo={dropId(job)}
    >
      <form action={submit} className="stack gap-2.5">
        <FormRefusal state={state} />
        <input type="hidden" name="jobId" value={job.id} />
        <Button variant="danger" block type="submit" pending={pending}>
          {t("dropConfirm")}
        </Button>
        <Button variant="ghost" block data-safe onClick={onClose}>
          {common("cancel")}
        </Button>
      </form>
    </Dialog>
  )
}
