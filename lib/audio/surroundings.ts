type Handlers = {
  /** The network is back or another one, or the page was frozen: whatever hangs on the old one is worth a new look. */
  onWake(): void
  /** Something that is shown. */
  onChange(): void
  /** The person looks at the page again. */
  onSeen(): void
  /** The page is closed, loaded again, or put aside by the browser for the way back: it cannot know which. */
  onPageGone(): void
}

/**
 * Watches what the browser tells about the network and about sleep.
 * @returns stops it
 */
export function watchSurroundings({ onWake, onChange, onSeen, onPageGone }: Handlers): () => void {
  const given = new AbortController()
  const { signal } = given
  addEventListener("online", onWake, { signal })
  addEventListener("offline", onChange, { signal })
  addEventListener("pageshow", onWake, { signal })
  addEventListener("pagehide", onPageGone, { signal })
  document.addEventListener("resume", onWake, { signal })
  // Coming back to the tab is no trouble of the network, but after one nobody wants to wait.
  document.addEventListener("visibilitychange", () => (document.hidden ? onChange() : onSeen()), { signal })
  if ("connection" in navigator && navigator.connection instanceof EventTarget) {
    let before = kindOf(navigator.connection)
    const changed = () => {
      if (!("connection" in navigator)) return
      const now = kindOf(navigator.connection)
      // It also tells of every estimate of the speed.
      if (now !== before) onWake()
      before = now
    }
    navigator.connection.addEventListener("change", changed, { signal })
  }
  return () => given.abort()
}

/** "wifi", "cellular", and so on; null where the browser does not say (most computers). */
function kindOf(connection: unknown): unknown {
  return typeof connection === "object" && connection !== null && "type" in connection ? connection.type : null
}
