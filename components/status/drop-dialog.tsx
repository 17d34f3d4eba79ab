"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { ConfirmForm } from "@/components/shell/confirm-form"
import { dropId, type JobRow } from "@/components/status/job-row"
import { Dialog } from "@/components/ui/dialog"
import { showToast } from "@/components/ui/toast"
import { dropJob } from "@/lib/status/actions"

/** Asks before a job is given up: a mail in it is never sent then. */
export function DropDialog({ job, onClose }: { job: JobRow; onClose: () => void }) {
  const t = useTranslations("status")
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
      <ConfirmForm
        {...{ state, submit, pending }}
        danger
        fields={{ jobId: job.id }}
        confirm={t("dropConfirm")}
        onCancel={onClose}
      />
    </Dialog>
  )
}
