/**
 * Where to go after signing in: a path on this site, nothing else. Browsers read "//host" and "/\host" as other sites.
 */
export function safeNext(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return "/rooms"
  const url = new URL(next, "http://earshot.invalid")
  // "/..//host" is a path of this site only until its dots are resolved.
  const isOurs = url.host === "earshot.invalid" && !url.pathname.startsWith("//")
  return isOurs ? url.pathname + url.search + url.hash : "/rooms"
}
