import { type Messages, useLocale } from "next-intl"
import { useEffect, useState } from "react"
import { helpMessages } from "@/lib/i18n/call-messages"

type Help = Pick<typeof import("./trouble-note"), "TroubleNote"> & { messages: Messages }

const againMs = 3000

/** The help for a microphone that does not work, fetched when it is needed first: most people never see it. */
export function useHelp(isNeeded: boolean): Help | null {
  const locale = useLocale()
  const [help, setHelp] = useState<Help | null>(null)
  const isMissing = isNeeded && help === null
  useEffect(() => {
    if (!isMissing) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = () => {
      const tellAgain = () => {
        if (!over) timer = setTimeout(load, againMs)
      }
      fetchHelp(locale).then((fetched) => !over && setHelp(fetched), tellAgain)
    }
    load()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [isMissing, locale])
  return help
}

async function fetchHelp(locale: string): Promise<Help> {
  const [{ TroubleNote }, messages] = await Promise.all([import("./trouble-note"), helpMessages(locale)])
  return { TroubleNote, messages }
}
