import { db } from "@/lib/db"
import { sfuAnswers } from "@/lib/livekit/rooms"

/** Can this process do its work: does the database answer, does the SFU? */
export async function readiness(): Promise<{ database: boolean; sfu: boolean }> {
  const database = db().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const [databaseAnswers, sfu] = await Promise.all([database, sfuAnswers()])
  return { database: databaseAnswers, sfu }
}
