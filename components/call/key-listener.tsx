"use client"

import { type RefObject, useEffect, useRef } from "react"
import { type KeyCommand, keyCommand } from "@/components/call/call-keys"

type KeyListenerProps = {
  root: RefObject<HTMLElement | null>
  keysOn: boolean
  onCommand: (command: Extract<KeyCommand, "microphone" | "help">) => void
  /** Escape, when nothing above the call took it. */
  onEscape: () => void
}

/** The call's keys. Draws nothing. */
export function KeyListener({ root, keysOn, onCommand, onEscape }: KeyListenerProps) {
  const latest = useRef({ keysOn, onCommand, onEscape })
  useEffect(() => {
    latest.current = { keysOn, onCommand, onEscape }
  })

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      if (event.key === "Escape") return latest.current.onEscape()
      const command = keyCommand(event, {
        keysOn: latest.current.keysOn,
        typing: isTyping(target),
        inMenu: target.closest('[role="menu"], select') !== null,
        inDialog: document.querySelector('[role="dialog"], [role="alertdialog"]') !== null,
      })
      if (command === null) return
      event.preventDefault()
      if (command === "microphone" || command === "help") latest.current.onCommand(command)
      else moveToPart(root.current, command === "next-part" ? 1 : -1)
    }
    window.addEventListener("keydown", press)
    return () => window.removeEventListener("keydown", press)
  }, [root])
  return null
}

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
