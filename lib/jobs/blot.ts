/** Longest reason kept with a job. */
const longest = 300

/** Why something failed, in one line without anybody's address: it is kept where the operator reads it, and in logs. */
export function blotted(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text
    .replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, "…@…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
}

/** Where in the code it happened, without the words. */
export function placeOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : []
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim())
}
