"use client"

import { useTranslations } from "next-intl"
import { useCallback, useState } from "react"
import { PersonRow, type PersonRowView } from "@/components/people/person-row"
import type { PersonTask } from "@/components/people/person-task"
import { TaskDialog } from "@/components/people/task-dialog"

type Open = { at: "none" } | { at: "asking"; task: PersonTask; person: PersonRowView }

/** The list, and the dialog of its rows: a row may be gone before its dialog closes. */
export function PeopleList({ people }: { people: PersonRowView[] }) {
  const t = useTranslations("people")
  const [open, setOpen] = useState<Open>({ at: "none" })
  const close = useCallback(() => setOpen({ at: "none" }), [])
  const alone = people.length === 1
  return (
    <div>
      <ul aria-label={t("list")}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} onTask={(task) => setOpen({ at: "asking", task, person })} />
        ))}
      </ul>
      {alone && <p className="muted py-4">{t("alone")}</p>}
      {open.at === "asking" && <TaskDialog task={open.task} person={open.person} onClose={close} />}
    </div>
  )
}
