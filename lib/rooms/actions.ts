"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { formAction } from "@/lib/action"
import { requireUser } from "@/lib/auth/session"
import { showSlug } from "@/lib/ids"
import { spend } from "@/lib/rate-limit"
import { createRoom as create, deleteRoom as remove } from "@/lib/rooms/data"
import { newRoomSchema, roomIdSchema, startNowSchema } from "@/lib/rooms/schema"

/** "Start now": a room with a ready name, and straight to its door. */
export const startNow = formAction(startNowSchema, async ({ requestId }) => {
  const user = await requireUser()
  await spend("rooms", user.id)
  const t = await getTranslations("rooms")
  const room = await create(user, t("instantName", { name: user.name }), requestId)
  redirect(`/r/${showSlug(room.slug)}`)
})

export const createRoom = formAction(newRoomSchema, async ({ name, requestId }) => {
  const user = await requireUser()
  await spend("rooms", user.id)
  await create(user, name, requestId)
  revalidatePath("/rooms")
})

export const deleteRoom = formAction(roomIdSchema, async ({ roomId }) => {
  await remove(await requireUser(), roomId)
  revalidatePath("/rooms")
})
