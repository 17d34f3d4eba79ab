"use client"

import { useEffect } from "react"
import { DeadEnd } from "@/components/shell/dead-end"
import { useFaultWords } from "@/components/shell/fault-words"
import { Mark } from "@/components/ui/mark"

/**
 * Our own fault: what happened, what to do, the reference under which it is written down. Next.js loads it with every
 * page, so it takes neither icons nor buttons from a library.
 */
export function Fault({ reference, again }: { reference?: string; again: () => void }) {
  const words = useFaultWords()

  useEffect(() => {
    const heading = document.querySelector<HTMLElement>("main h1")
    if (heading) heading.tabIndex = -1
    heading?.focus()
  }, [])

  if (!words) return null
  return (
    <>
      <title>{`${words.heading} · ${words.name}`}</title>
      <header className="wrap top">
        <a className="logo" href="/">
          <Mark />
          <span>{words.name}</span>
        </a>
      </header>
      <main id="main" className="wrap">
        <DeadEnd
          icon={<Alert />}
          title={words.heading}
          text={words.text}
          reference={reference && `${words.reference} ${reference}`}
        >
          <button type="button" className="btn btn--primary" onClick={again}>
            {words.tryAgain}
          </button>
          <a className="btn btn--quiet" href="/">
            {words.startPage}
          </a>
        </DeadEnd>
      </main>
    </>
  )
}

function Alert() {
  return (
    <svg className="i i--l" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 8v4m0 4h.01M2 12a10 10 0 1 1 20 0 10 10 0 0 1-20 0" />
    </svg>
  )
}
