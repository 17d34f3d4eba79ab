import { useEffect, useState } from "react"

const againMs = 3000

/**
 * True while the server cannot be reached. The browser's own word is only the reason to look: it says "offline" on a
 * computer without a network, where a server on the same computer answers all the same.
 */
export function useOffline(): boolean {
  const [offline, setOffline] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const look = async () => {
      clearTimeout(timer)
      const reached = navigator.onLine || (await answers())
      if (over) return
      setOffline(!reached)
      if (!reached) timer = setTimeout(look, againMs)
    }
    look()
    window.addEventListener("online", look)
    window.addEventListener("offline", look)
    return () => {
      over = true
      clearTimeout(timer)
      window.removeEventListener("online", look)
      window.removeEventListener("offline", look)
    }
  }, [])
  return offline
}

async function answers(): Promise<boolean> {
  try {
    await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(againMs) })
    return true
  } catch {
    return false
  }
}
