"use server"

import { revalidatePath } from "next/cache"
import { formAction } from "@/lib/action"
import { requireUser } from "@/lib/auth/session"
import {
  addPerson as add,
  setDisabled as disable,
  makePasswordLink as newPasswordLink,
  setRole as promote,
  renewPersonLink as renew,
  revokePersonLink as revoke,
} from "@/lib/people/data"
import { disabledSchema, linkIdSchema, personSchema, roleSchema, userIdSchema } from "@/lib/people/schema"
import { spend } from "@/lib/rate-limit"
import { publicOrigin } from "@/lib/request"

const welcomeLink = async (token: string) => `${await publicOrigin()}/welcome/${token}`

export const addPerson = formAction(personSchema, async (person) => {
  const user = await requireUser()
  await spend("people", user.id)
  const { token, mailed } = await add(user, person)
  revalidatePath("/people")
  return { link: await welcomeLink(token), name: person.name, mailed: mailed ? person.email : "" }
})

export const renewPersonLink = formAction(linkIdSchema, async ({ linkId }) => {
  const user = await requireUser()
  await spend("people", user.id)
  const { token } = await renew(user, linkId)
  revalidatePath("/people")
  return { link: await welcomeLink(token) }
})

export const revokePersonLink = formAction(linkIdSchema, async ({ linkId }) => {
  await revoke(await requireUser(), linkId)
  revalidatePath("/people")
})

export const makePasswordLink = formAction(userIdSchema, async ({ userId }) => {
  const user = await requireUser()
  await spend("people", user.id)
  const { token } = await newPasswordLink(user, userId)
  return { link: `${await publicOrigin()}/reset/${token}` }
})

export const setDisabled = formAction(disabledSchema, async ({ userId, disabled }) => {
  await disable(await requireUser(), userId, disabled === "yes")
  revalidatePath("/people")
})

export const setRole = formAction(roleSchema, async ({ userId, role }) => {
  await promote(await requireUser(), userId, role)
  revalidatePath("/people")
})
