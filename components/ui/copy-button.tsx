"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { copyText, isThisComputer } from "@/components/ui/copy-text"
import { showToast } from "@/components/ui/toast"

export type CopyWords = { copy: string; copied: string; copiedHere: string; failed: string }

type CopyButtonProps = {
  link: string
  words: CopyWords
  name?: string
  variant?: "ghost" | "quiet" | "primary"
  size?: "s" | "m"
  labelled?: boolean
  block?: boolean
}

/**
 * Copies a link and says so, in a toast and to screen readers; a link that only works on this computer is said to.
 * @param name accessible name where several stand on one page ("Copy the link of Weekly planning")
 * @param labelled shows the words beside the icon
 */
export function CopyButton({ link, words, name, variant = "ghost", size = "s", labelled, block }: CopyButtonProps) {
  const [done, setDone] = useState(false)

  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2500)
    return () => clearTimeout(timer)
  }, [done])

  async function copy() {
    const copied = await copyText(link)
    setDone(copied)
    showToast(copied ? (isThisComputer(link) ? words.copiedHere : words.copied) : words.failed)
  }

  const Icon = done ? Check : Copy
  return (
    <Button variant={variant} size={size} icon={!labelled} block={block} aria-label={name ?? words.copy} onClick={copy}>
      <Icon className="i" aria-hidden="true" />
      {labelled && words.copy}
    </Button>
  )
}
