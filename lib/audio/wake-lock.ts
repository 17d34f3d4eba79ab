/**
 * Keeps the screen from going dark, where the browser can: a phone that locks itself cuts the call off. The browser
 * lets go of it whenever the page is out of sight, so it is asked for again.
 * @returns lets go
 */
export function keepAwake(): () => void {
  const given = new AbortController()
  let lock: WakeLockSentinel | null = null
  const ask = async () => {
    if (!("wakeLock" in navigator) || document.hidden || given.signal.aborted) return
    if (lock && !lock.released) return
    try {
      const got = await navigator.wakeLock.request("screen")
      if (given.signal.aborted) return void got.release()
      lock = got
    } catch {
      // Low battery, or the person's setting: the call does without.
    }
  }
  document.addEventListener("visibilitychange", ask, { signal: given.signal })
  void ask()
  return () => {
    given.abort()
    lock?.release().catch(() => {})
  }
}
