"use client"

import * as Radix from "radix-ui/dialog"
import { type ReactNode, useRef } from "react"
import { lendStyleNonce } from "@/components/ui/style-nonce"

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  text?: ReactNode
  alert?: boolean
  returnTo?: string
  children: ReactNode
}

/**
 * A question or a small task above the page. Escape and a press beside it are the safe answer.
 * Focus goes to the element marked `data-safe`, else to the first control, and afterwards back to where it was.
 * @param alert asks before something that cannot be undone
 * @param returnTo id of the element that takes focus afterwards; when it is gone, the page's heading does
 */
export function Dialog({ open, onOpenChange, title, text, alert, returnTo, children }: DialogProps) {
  const content = useRef<HTMLDivElement>(null)
  const before = useRef<Element>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="over">
          <Radix.Content
            ref={content}
            className="dialog stack gap-5"
            role={alert ? "alertdialog" : "dialog"}
            {...(text ? {} : { "aria-describedby": undefined })}
            onOpenAutoFocus={(event) => {
              before.current = document.activeElement
              const safe = content.current?.querySelector<HTMLElement>("[data-safe]")
              if (!safe) return
              event.preventDefault()
              safe.focus()
            }}
            onCloseAutoFocus={(event) => {
              // Radix gives focus back to its own trigger only, and these dialogs are opened by state.
              const target = returnTo ? document.getElementById(returnTo) : before.current
              event.preventDefault()
              if (target instanceof HTMLElement && target.isConnected && target !== document.body) target.focus()
              else headingForFocus()?.focus()
            }}
          >
            <div className="stack gap-2">
              <Radix.Title>{title}</Radix.Title>
              {text && <Radix.Description className="muted">{text}</Radix.Description>}
            </div>
            {children}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}

function headingForFocus() {
  const heading = document.querySelector<HTMLElement>("main h1")
  if (heading) heading.tabIndex = -1
  return heading
}

if (typeof document !== "undefined") lendStyleNonce()
