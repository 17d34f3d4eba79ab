export type Remembered = { name: string; muted: boolean; microphoneId: string; speakerId: string }

const key = "earshot.lobby"
const nothing: Remembered = { name: "", muted: false, microphoneId: "", speakerId: "" }

/** What this browser kept from the last time; another version or a hand may have written it, so each part is looked at. */
export function parseRemembered(text: string | null): Remembered {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? "")
  } catch {
    return nothing
  }
  const fields = new Map<string, unknown>(typeof kept === "object" && kept !== null ? Object.entries(kept) : [])
  const word = (name: string) => {
    const value = fields.get(name)
    return typeof value === "string" ? value : ""
  }
  return {
    name: word("name").slice(0, 200),
    muted: fields.get("muted") === true,
    microphoneId: word("microphoneId"),
    speakerId: word("speakerId"),
  }
}

export function recall(): Remembered {
  try {
    return parseRemembered(localStorage.getItem(key))
  } catch {
    // A private window or a strict setting refuses; the lobby works without a memory.
    return nothing
  }
}

export function remember(news: Partial<Remembered>): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...recall(), ...news }))
  } catch {}
}
