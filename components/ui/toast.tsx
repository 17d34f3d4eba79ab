"use client"

import { X } from "lucide-react"
import { useEffect, useState, useSyncExternalStore } from "react"
import { announce } from "@/components/ui/announce"
import { Button } from "@/components/ui/button"

type Toast = { id: number; text: string; action?: { label: string; run: () => void } }

/** How long a toast stays, in milliseconds; while it has the pointer or focus it stays. */
const stay = 6000

let current: Toast | null = null
const listeners = new Set<() => void>()

function put(toast: Toast | null) {
  current = toast
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Says that something was done, one at a time, for six seconds; the words go to screen readers as well.
 * @returns takes it away, when it is no longer so
 */
export function showToast(text: string, action?: Toast["action"]): () => void {
  const toast = { id: (current?.id ?? 0) + 1, text, action }
  put(toast)
  announce(text)
  return () => {
    if (current === toast) put(null)
  }
}

/** Where toasts appear. Once per page that shows any. */
export function ToastHost({ close }: { close: string }) {
  const toast = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => put(null), stay)
    return () => clearTimeout(timer)
  }, [toast, held])

  // Taken away under the pointer, it is never told that the pointer has left.
  useEffect(() => {
    if (!toast) setHeld(false)
  }, [toast])

  if (!toast) return null
  const hide = () => {
    setHeld(false)
    put(null)
  }
  return (
    <div className="toasts">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointer and focus only keep it from vanishing */}
      <div
        className="toast"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <span className="grow">{toast.text}</span>
        {toast.action && (
          <Button
            size="s"
            variant="ghost"
            onClick={() => {
              toast.action?.run()
              hide()
            }}
          >
            {toast.action.label}
          </Button>
        )}
        <Button size="s" variant="ghost" icon aria-label={close} onClick={hide}>
          <X className="i" aria-hidden="true" />
        </Button>
      </div>
    </div>
  )
}
