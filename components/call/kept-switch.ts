import { useSyncExternalStore } from "react"

/**
 * A switch that is remembered on this device, and on while the server draws.
 * @param key name in the browser's storage
 * @returns a hook: whether it is on, and what switches it
 */
export function keptSwitch(key: string): () => [boolean, (on: boolean) => void] {
  const listeners = new Set<() => void>()
  // Where nothing can be kept (private mode), the choice holds for this page.
  let unkept: boolean | null = null

  const read = () => {
    if (unkept !== null) return unkept
    try {
      return localStorage.getItem(key) !== "off"
    } catch {
      return true
    }
  }

  const write = (on: boolean) => {
    try {
      localStorage.setItem(key, on ? "on" : "off")
      unkept = null
    } catch {
      unkept = on
    }
    for (const listener of listeners) listener()
  }

  /** Another tab may change it as well. */
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    window.addEventListener("storage", listener)
    return () => {
      listeners.delete(listener)
      window.removeEventListener("storage", listener)
    }
  }

  return () => [useSyncExternalStore(subscribe, read, () => true), write]
}
