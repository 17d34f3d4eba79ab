"use server"

import { revalidatePath } from "next/cache"
import { formAction } from "@/lib/action"
import { requireUser } from "@/lib/auth/session"
import { dropJob as drop, retryJob as retry } from "@/lib/status/data"
import { jobIdSchema } from "@/lib/status/schema"

export const retryJob = formAction(jobIdSchema, async ({ jobId }) => {
  await retry(await requireUser(), jobId)
  revalidatePath("/status")
})

export const dropJob = formAction(jobIdSchema, async ({ jobId }) => {
  await drop(await requireUser(), jobId)
  revalidatePath("/status")
})
