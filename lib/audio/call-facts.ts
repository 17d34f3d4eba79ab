/** Does nobody new come in? The server says so to everybody in the room, as its metadata; null before it has said anything. */
export function isLocked({ metadata }: { metadata?: string | undefined }): boolean | null {
  if (!metadata) return null
  try {
    const facts: unknown = JSON.parse(metadata)
    return typeof facts === "object" && facts !== null && "locked" in facts && facts.locked === true
  } catch {
    return false
  }
}
