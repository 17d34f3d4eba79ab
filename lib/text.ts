import { z } from "zod"

// C0 and C1 controls, bidi marks, overrides and isolates, signs without a width of their own (the joiners that emoji and
// some scripts need excepted), unpaired surrogates and the mark that a browser puts in their place: nothing a person types
// on purpose into a name, and enough to make one name look like another.
const invisible = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/gu

/** Text as shown: controls and bidi overrides removed, white space folded to single spaces, composed (NFC). */
export function cleanText(typed: string): string {
  return typed.normalize("NFC").replace(/\s+/gu, " ").replace(invisible, "").trim()
}

// Letters and signs by their class that nevertheless show nothing: a name of them alone would be an empty seat.
const blank = /[\u115f\u1160\u2800\u3164\uffa0]/gu

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })

/** Length as a person counts: one emoji family is one. */
export function visibleLength(text: string): number {
  let length = 0
  for (const _ of graphemes.segment(text)) length += 1
  return length
}

/**
 * One line of text with at least one visible character. Errors are message keys: required, too_long.
 * @param most visible characters; in code units ten times as many, so that stacked marks cannot fill a page
 */
export function visibleText(most: number) {
  return z
    .string({ error: "required" })
    .max(20_000, { error: "too_long" })
    .transform(cleanText)
    .refine((text) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(text.replace(blank, "")), { error: "required" })
    .refine((text) => visibleLength(text) <= most && text.length <= most * 10, { error: "too_long" })
}
