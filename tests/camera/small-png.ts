import { crc32, deflateSync, inflateSync } from "node:zlib"

type Pixels = { width: number; height: number; channels: number; data: Buffer }

/** Colours nearer than this (squared distance) share one place of the palette. */
const near = 12

/**
 * The same picture with a palette of 256 colours, about a quarter of the size: what interfaces are made of is flat.
 * @param png 8 bits a channel, RGB or RGBA without transparency, not interlaced, as browsers write screenshots
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, channels, data } = pixelsOf(png)
  const rgb = (at: number) => data.readUIntBE(at * channels, 3)
  const counts = new Map<number, number>()
  for (let at = 0; at < width * height; at++) counts.set(rgb(at), (counts.get(rgb(at)) ?? 0) + 1)
  const palette = paletteOf(counts)
  const place = new Map<number, number>()
  for (const colour of counts.keys()) place.set(colour, nearest(palette, colour).index)
  const rows = Buffer.alloc((width + 1) * height)
  for (let at = 0; at < width * height; at++) {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = place.get(rgb(at)) ?? 0
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.alloc(palette.length * 3)
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3)
  const parts = [
    chunk("IHDR", head),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]
  return Buffer.concat([png.subarray(0, 8), ...parts])
}

/** The most used colours that differ to the eye. */
function paletteOf(counts: Map<number, number>): number[] {
  const byUse = [...counts.entries()].sort((a, b) => b[1] - a[1])
  const palette: number[] = []
  for (const [colour] of byUse) {
    if (palette.length === 256) break
    if (palette.length === 0 || nearest(palette, colour).distance > near) palette.push(colour)
  }
  return palette
}

function nearest(palette: readonly number[], colour: number): { index: number; distance: number } {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY }
  for (const [index, other] of palette.entries()) {
    const red = (colour >> 16) - (other >> 16)
    const green = ((colour >> 8) & 255) - ((other >> 8) & 255)
    const blue = (colour & 255) - (other & 255)
    const distance = red * red + green * green + blue * blue
    if (distance < best.distance) best = { index, distance }
  }
  return best
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

function pixelsOf(png: Buffer): Pixels {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, kind, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || interlaced !== 0 || (kind !== 2 && kind !== 6)) throw new Error("not a screenshot's PNG")
  const channels = kind === 2 ? 3 : 4
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const start = at + 8
    if (png.toString("latin1", at + 4, start) === "IDAT") parts.push(png.subarray(start, start + png.readUInt32BE(at)))
  }
  return { width, height, channels, data: unfiltered(inflateSync(Buffer.concat(parts)), width * channels, channels) }
}

/** Each row says how it was told from its neighbours: PNG specification, section 9. */
function unfiltered(raw: Buffer, stride: number, channels: number): Buffer {
  const rows = raw.length / (stride + 1)
  const out = Buffer.alloc(rows * stride)
  const at = (row: number, column: number) => (row < 0 || column < 0 ? 0 : (out[row * stride + column] ?? 0))
  for (let row = 0; row < rows; row++) {
    const filter = raw[row * (stride + 1)]
    for (let column = 0; column < stride; column++) {
      const left = at(row, column - channels)
      const up = at(row - 1, column)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, at(row - 1, column - channels))][filter ?? 0] ?? 0
      out[row * stride + column] = (raw[row * (stride + 1) + 1 + column] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
