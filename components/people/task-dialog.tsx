"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { HandedLink } from "@/components/people/handed-link"
import { menuId } from "@/components/people/person-row"
import { type PersonTask, workOf } from "@/components/people/person-task"
import { ConfirmForm } from "@/components/shell/confirm-form"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { showToast } from "@/components/ui/toast"

type TaskDialogProps = { task: PersonTask; person: { id: string; name: string }; onClose: () => void }

/** Says what follows, asks, does it; a link that comes of it is shown to be handed over. */
export function TaskDialog({ task, person, onClose }: TaskDialogProps) {
  const t = useTranslations("people")
  const words = useTranslations("people.tasks")
  const common = useTranslations("common")
  const { action, fields, danger } = workOf[task]
  const [state, submit, pending] = useActionState(action, { at: "idle" })
  const link = state.at === "done" ? state.told?.link : undefined
  const { name } = person

  useEffect(() => {
    if (state.at !== "done" || state.told?.link) return
    showToast(words(`${task}.done`, { name }))
    onClose()
  }, [state, words, task, name, onClose])

  return (
    <Dialog
      alert={danger}
      open
      onOpenChange={onClose}
      title={words(`${task}.title`, { name })}
      text={words(`${task}.text`)}
      returnTo={menuId(person)}
    >
      {link ? (
        <>
          <div role="status">
            <HandedLink link={link} text={task === "password" ? t("linkDay") : t("linkOnce")} />
          </div>
          <Button variant="primary" block onClick={onClose}>
            {common("close")}
          </Button>
        </>
      ) : (
        <ConfirmForm
          {...{ state, submit, pending, danger }}
          fields={fields(person.id)}
          confirm={words(`${task}.confirm`)}
          onCancel={onClose}
        />
      )}
    </Dialog>
  )
}
