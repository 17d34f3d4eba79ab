"use client"

import { Ellipsis, KeyRound, Link2, RotateCcw, ShieldCheck, ShieldOff, Trash2, UserX } from "lucide-react"
import { useTranslations } from "next-intl"
import type { PersonTask } from "@/components/people/person-task"
import { Avatar } from "@/components/ui/avatar"
import { Button } from "@/components/ui/button"
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu"

type Shown = { id: string; name: string; email: string; status: string }

export type PersonRowView = Shown &
  (
    | { at: "account"; role: "user" | "operator"; isSelf: boolean; disabled: boolean }
    | { at: "waiting"; tone: "plain" | "warn" }
  )

/** Where focus goes back to when a dialog of this row closes. */
export const menuId = (person: { id: string }) => `person-${person.id}`

type PersonRowProps = { person: PersonRowView; onTask: (task: PersonTask) => void }

/** One person: who, what state the account is in, and what an operator can do. */
export function PersonRow({ person, onTask }: PersonRowProps) {
  const t = useTranslations("people")
  const { id, name, email, status } = person
  const off = person.at === "account" && person.disabled
  return (
    <li className={off ? "someone someone--off" : "someone"}>
      {person.at === "account" ? (
        <Avatar name={name} id={id} />
      ) : (
        <span className="someone__link">
          <Link2 className="i" aria-hidden="true" />
        </span>
      )}
      <div className="grow">
        <h2 className="someone__name">
          <bdi>{name}</bdi>
          {person.at === "account" && person.isSelf && <span className="chip">{t("you")}</span>}
          {person.at === "account" && person.role === "operator" && <span className="chip">{t("operator")}</span>}
          {off && <span className="chip chip--danger">{t("off")}</span>}
        </h2>
        <p className="small muted someone__email">{email}</p>
        {status && <p className="small muted">{status}</p>}
      </div>
      {!(person.at === "account" && person.isSelf) && (
        <Menu
          trigger={
            <Button variant="ghost" size="s" icon id={menuId(person)} aria-label={t("options", { name })}>
              <Ellipsis className="i" aria-hidden="true" />
            </Button>
          }
        >
          {person.at === "waiting" ? (
            <>
              <Item icon={RotateCcw} onSelect={() => onTask("renew")}>
                {t("tasks.renew.item")}
              </Item>
              <MenuRule />
              <Item danger icon={Trash2} onSelect={() => onTask("revoke")}>
                {t("tasks.revoke.item")}
              </Item>
            </>
          ) : (
            <AccountItems person={person} onTask={onTask} />
          )}
        </Menu>
      )}
    </li>
  )
}

type AccountItemsProps = { person: Extract<PersonRowView, { at: "account" }>; onTask: PersonRowProps["onTask"] }

function AccountItems({ person: { disabled, role }, onTask }: AccountItemsProps) {
  const t = useTranslations("people")
  if (disabled) {
    return (
      <Item icon={RotateCcw} onSelect={() => onTask("open")}>
        {t("tasks.open.item")}
      </Item>
    )
  }
  const promotes = role === "user"
  return (
    <>
      <Item icon={KeyRound} onSelect={() => onTask("password")}>
        {t("tasks.password.item")}
      </Item>
      <Item icon={promotes ? ShieldCheck : ShieldOff} onSelect={() => onTask(promotes ? "promote" : "demote")}>
        {promotes ? t("tasks.promote.item") : t("tasks.demote.item")}
      </Item>
      <MenuRule />
      <Item danger icon={UserX} onSelect={() => onTask("shut")}>
        {t("tasks.shut.item")}
      </Item>
    </>
  )
}

type ItemProps = { icon: typeof KeyRound; danger?: boolean; onSelect: () => void; children: string }

function Item({ icon: Icon, danger, onSelect, children }: ItemProps) {
  return (
    <MenuItem danger={danger} icon={<Icon className="i" aria-hidden="true" />} onSelect={onSelect}>
      {children}
    </MenuItem>
  )
}
