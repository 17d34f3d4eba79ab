"use client"

import { useEffect, useState } from "react"
import { elapsed } from "@/components/call/elapsed"

/** A clock of its own, so that each second renders one line and not the call. */
export function CallTimer({ startedAt }: { startedAt: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return <span>{elapsed(now - startedAt)}</span>
}
