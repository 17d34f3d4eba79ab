import { readSlug, showSlug } from "@/lib/ids"

export type Invite =
  | { at: "room"; path: string }
  | { at: "elsewhere"; host: string }
  | { at: "required" }
  | { at: "short" }

/**
 * What someone pasted or typed to get into a room: a whole link, the end of one, or the code in any case, with or without
 * dashes.
 * @param here host of this site: another site's link is not ours to open
 */
export function readInvite(typed: string, here: string): Invite {
  const text = typed.trim().replace(/^[<("'«“]+|[>)"'»”.,;]+$/g, "")
  if (!text) return { at: "required" }
  const link = /^(?:https?:\/\/)?([^/?#\s]+)?\/+r\/([^/?#\s]+)/i.exec(text)
  const slug = readSlug(link?.[2] ?? text)
  if (!slug) return { at: "short" }
  const host = link?.[1]?.toLowerCase()
  return host && host !== here.toLowerCase() ? { at: "elsewhere", host } : { at: "room", path: `/r/${showSlug(slug)}` }
}
