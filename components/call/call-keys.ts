/** What a key asks for in the call. */
export type KeyCommand = "microphone" | "talk" | "help" | "next-part" | "previous-part"

type Press = { key: string; code: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/**
 * Where the focus is: letters belong to text fields and to menus, which jump to the item they begin; the space bar
 * presses whatever control has the focus.
 */
export type KeyPlace = { keysOn: boolean; typing: boolean; onControl: boolean; inMenu: boolean; inDialog: boolean }

export function keyCommand(press: Press, place: KeyPlace): KeyCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (press.key === "F6") {
    if (place.inMenu || place.inDialog) return null
    return press.shiftKey ? "previous-part" : "next-part"
  }
  if (!place.keysOn || place.typing || place.inMenu) return null
  if (press.key === " ") return place.onControl || place.inDialog || press.shiftKey ? null : "talk"
  if (press.key === "?") return place.inDialog ? null : "help"
  return isLetter(press, "m") && !press.shiftKey ? "microphone" : null
}

function isLetter(press: Press, letter: string): boolean {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase() === letter
  // Cyrillic, Greek and other layouts have no M: there its place on the keyboard counts.
  return /^\p{L}$/u.test(press.key) && press.code === `Key${letter.toUpperCase()}`
}
