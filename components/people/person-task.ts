import type { FormState } from "@/lib/action"
import { makePasswordLink, renewPersonLink, revokePersonLink, setDisabled, setRole } from "@/lib/people/actions"

/** What an operator can do with one person of the list, each asked for once more in a dialog. */
export type PersonTask = "renew" | "revoke" | "password" | "promote" | "demote" | "shut" | "open"

type Work = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: (id: string) => Record<string, string>
  danger?: boolean
}

export const workOf: Record<PersonTask, Work> = {
  renew: { action: renewPersonLink, fields: (linkId) => ({ linkId }) },
  revoke: { action: revokePersonLink, fields: (linkId) => ({ linkId }), danger: true },
  password: { action: makePasswordLink, fields: (userId) => ({ userId }) },
  promote: { action: setRole, fields: (userId) => ({ userId, role: "operator" }) },
  demote: { action: setRole, fields: (userId) => ({ userId, role: "user" }) },
  shut: { action: setDisabled, fields: (userId) => ({ userId, disabled: "yes" }), danger: true },
  open: { action: setDisabled, fields: (userId) => ({ userId, disabled: "no" }) },
}
