/** One or two letters for a face without a picture: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []
  const first = words.at(0)
  const last = words.length > 1 ? words.at(-1) : undefined
  const letter = (word: string | undefined) => (word ? ([...word][0] ?? "") : "")
  return `${letter(first)}${letter(last)}`.toLocaleUpperCase() || ([...name.trim()][0] ?? "")
}

/** One of six tints, the same for the same id everywhere: 1 to 6. */
export function tintOf(id: string): number {
  let hash = 0
  for (const sign of id) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  return (hash % 6) + 1
}
