import { existsSync } from "node:fs"
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises"
import { join, relative } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

const TEXT = /\.(js|mjs|css|json|svg|txt|map|html|wasm)$/
const SMALLEST = 1024
const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/**
 * Writes a .br and a .gz beside each file that becomes smaller by it. The best compression takes seconds, so results of
 * an earlier build are taken over where the file is the same.
 * @param {string} folder
 * @param {string} [earlier] the same folder of an earlier build
 */
export async function precompress(folder, earlier) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name))
  await Promise.all(
    files.map((entry) => compressFile(join(entry.parentPath ?? entry.path, entry.name), folder, earlier)),
  )
}

async function compressFile(file, folder, earlier) {
  const content = await readFile(file)
  if (content.length < SMALLEST) return
  const former = earlier && join(earlier, relative(folder, file))
  if (former && existsSync(`${former}.br`) && content.equals(await readFile(former))) {
    await Promise.all([".br", ".gz"].map((end) => copyFile(`${former}${end}`, `${file}${end}`)))
    return
  }
  const [brotli, zipped] = await Promise.all([
    brotliAsync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    gzipAsync(content, { level: constants.Z_BEST_COMPRESSION }),
  ])
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, zipped)])
}
