import { useSyncExternalStore } from "react"

const key = "earshot-keys"
const listeners = new Set<() => void>()

// Where nothing can be kept (private mode), the choice holds for this page.
let unkept: boolean | null = null

/** Whether single keys work in the call; remembered on this device. On while the server draws. */
export function useKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, read, () => true), write]
}

function read(): boolean {
  if (unkept !== null) return unkept
  try {
    return localStorage.getItem(key) !== "off"
  } catch {
    return true
  }
}

function write(on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off")
    unkept = null
  } catch {
    unkept = on
  }
  for (const listener of listeners) listener()
}

/** Another tab may change it as well. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener("storage", listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener("storage", listener)
  }
}
