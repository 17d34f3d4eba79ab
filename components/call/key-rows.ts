type KeyRow = { keys: string[]; does: "microphone" | "talk" | "help" | "parts" | "arrows" | "escape"; single?: boolean }

/** The one key whose name is a word: it stands in `call.keys.space`. */
export const spaceKey = "Space"

/** The call's keys as they are listed, in the call and in the settings. `single` ones can be switched off. */
export const keyRows: KeyRow[] = [
  { keys: ["M"], does: "microphone", single: true },
  { keys: [spaceKey], does: "talk", single: true },
  { keys: ["?"], does: "help", single: true },
  { keys: ["F6"], does: "parts" },
  { keys: ["←", "→"], does: "arrows" },
  { keys: ["Esc"], does: "escape" },
]
