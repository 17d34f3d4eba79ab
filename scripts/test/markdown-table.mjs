/** @param {{ head: string[], rows: string[][] }} table */
export function markdownTable({ head, rows }) {
  return [lineOf(head), lineOf(head.map(() => "---")), ...rows.map(lineOf)].join("\n")
}

/**
 * The rows of the table with this head, as they were given.
 * @param {string} text of a page
 * @param {string[]} head
 * @returns {string[][]} empty where there is no such table
 */
export function rowsIn(text, head) {
  return blockIn(text, head).slice(2).map(cellsOf)
}

/**
 * The page with that table's rows replaced.
 * @returns {string | null} null where there is no such table
 */
export function withRows(text, head, rows) {
  const block = blockIn(text, head)
  return block.length === 0 ? null : text.replace(block.join("\n"), () => markdownTable({ head, rows }))
}

const lineOf = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
const cellsOf = (line) =>
  line
    .slice(2, -2)
    .split(" | ")
    .map((cell) => cell.replaceAll("\\|", "|"))

function blockIn(text, head) {
  const lines = text.split("\n")
  const start = lines.indexOf(lineOf(head))
  if (start < 0) return []
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"))
  return lines.slice(start, length < 0 ? undefined : start + length)
}
