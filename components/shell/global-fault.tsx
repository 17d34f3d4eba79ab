"use client"

import { useEffect, useState } from "react"
import { Fault } from "@/components/shell/fault"
import { type FaultWords, FaultWordsProvider } from "@/components/shell/fault-words"

/** The error page for when the root layout itself failed: it brings its own words. */
export default function GlobalFault({ reference, again }: { reference?: string; again: () => void }) {
  const [words, setWords] = useState<FaultWords | null>(null)

  useEffect(() => {
    const lang = cookieOrBrowserLanguage()
    const load = lang === "ru" ? import("@/messages/ru.json") : import("@/messages/en.json")
    load.then(({ default: { errors, common } }) => {
      document.documentElement.lang = lang === "ru" ? "ru" : "en"
      setWords({ ...common, ...errors })
    })
  }, [])

  return (
    words && (
      <FaultWordsProvider words={words}>
        <Fault reference={reference} again={again} />
      </FaultWordsProvider>
    )
  )
}

function cookieOrBrowserLanguage(): string {
  const chosen = /(?:^|; )locale=(\w+)/.exec(document.cookie)?.[1]
  return chosen ?? navigator.language.slice(0, 2)
}
