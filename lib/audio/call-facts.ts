/** Does nobody new come in? The server says so to everybody in the room, as its metadata. */
export function isLocked({ metadata }: { metadata?: string | undefined }): boolean {
  if (!metadata) return false
  try {
    const facts: unknown = JSON.parse(metadata)
    return typeof facts === "object" && facts !== null && "locked" in facts && facts.locked === true
  } catch {
    return false
  }
}
