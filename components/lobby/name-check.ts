export const longestName = 60

/** A message key when a name cannot be taken as it is, else null. Saves a way to the server, which decides the rest. */
export function nameFault(name: string): "required" | "tooLong" | null {
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) return "required"
  return visibleLength(name.trim().replace(/\s+/gu, " ")) > longestName ? "tooLong" : null
}

/** As a person counts: an emoji family is one. Firefox before 125 cannot; there the server counts. */
function visibleLength(text: string): number {
  return "Segmenter" in Intl ? [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].length : 0
}
