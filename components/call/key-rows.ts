type KeyRow = { keys: string[]; does: "microphone" | "help" | "parts" | "arrows" | "escape"; single?: boolean }

/** The call's keys as they are listed, in the call and in the settings. `single` ones can be switched off. */
export const keyRows: KeyRow[] = [
  { keys: ["M"], does: "microphone", single: true },
  { keys: ["?"], does: "help", single: true },
  { keys: ["F6"], does: "parts" },
  { keys: ["←", "→"], does: "arrows" },
  { keys: ["Esc"], does: "escape" },
]
