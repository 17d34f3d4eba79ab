import { db } from "@/lib/db"
import { sfuAnswers } from "@/lib/livekit/rooms"

const patienceMs = 3000

/** Can this process do its work: does the database answer in time, does the SFU? */
export async function readiness(): Promise<{ database: boolean; sfu: boolean }> {
  const [database, sfu] = await Promise.all([databaseAnswers(), sfuAnswers()])
  return { database, sfu }
}

/** A database that hangs keeps its connections open: a query on one of them would wait as long as it does. */
function databaseAnswers(): Promise<boolean> {
  return new Promise((answer) => {
    const late = setTimeout(() => answer(false), patienceMs)
    db().$queryRaw`SELECT 1`
      .then(
        () => answer(true),
        () => answer(false),
      )
      .finally(() => clearTimeout(late))
  })
}
