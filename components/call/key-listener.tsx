"use client"

import { type RefObject, useEffect, useRef } from "react"
import { type KeyCommand, keyCommand } from "@/components/call/call-keys"

type KeyListenerProps = {
  root: RefObject<HTMLElement | null>
  keysOn: boolean
  onCommand: (command: Extract<KeyCommand, "microphone" | "help">) => void
  isMuted: boolean
  /** The space bar is held while muted: on, and off when it is let go. */
  onTalk: (on: boolean) => void
  /** Escape, when nothing above the call took it. */
  onEscape: () => void
}

/** The call's keys. Draws nothing. */
export function KeyListener({ root, ...props }: KeyListenerProps) {
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    let talking = false
    function letGo() {
      if (talking) latest.current.onTalk(false)
      talking = false
    }
    function release(event: KeyboardEvent) {
      if (event.key === " ") letGo()
    }
    function press(event: KeyboardEvent) {
      // Held, it would scroll the people away.
      if (talking && event.key === " ") event.preventDefault()
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      if (event.key === "Escape") return latest.current.onEscape()
      const command = keyCommand(event, {
        keysOn: latest.current.keysOn,
        typing: isTyping(target),
        onControl: target.closest(controls) !== null,
        inMenu: target.closest('[role="menu"], select') !== null,
        inDialog: document.querySelector('[role="dialog"], [role="alertdialog"]') !== null,
      })
      if (command === null || (command === "talk" && !latest.current.isMuted)) return
      event.preventDefault()
      if (command === "talk") {
        talking = true
        latest.current.onTalk(true)
      } else if (command === "microphone" || command === "help") latest.current.onCommand(command)
      else moveToPart(root.current, command === "next-part" ? 1 : -1)
    }
    const given = new AbortController()
    const { signal } = given
    window.addEventListener("keydown", press, { signal })
    window.addEventListener("keyup", release, { signal })
    // The key may be let go where this page does not see it.
    window.addEventListener("blur", letGo, { signal })
    document.addEventListener("visibilitychange", letGo, { signal })
    return () => {
      letGo()
      given.abort()
    }
  }, [root])
  return null
}

const controls =
  "a[href], button, input, select, textarea, summary, [contenteditable], [role=button], [role=switch], [role^=menuitem]"
const notTyped = ["checkbox", "radio", "button", "range", "submit", "reset"]

function isTyping(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !notTyped.includes(target.type)
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)
}

/** F6: people, controls, panel, and round again. */
function moveToPart(root: HTMLElement | null, step: number) {
  const order = ["people", "controls", "panel"]
  const parts = order.flatMap((name) => root?.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? [])
  const here = parts.findIndex((part) => part.contains(document.activeElement))
  const next = here < 0 ? (step > 0 ? 0 : parts.length - 1) : (here + step + parts.length) % parts.length
  parts[next]?.focus()
}
