"use client"

import { createContext, type ReactNode, use } from "react"

export type FaultWords = Record<"name" | "heading" | "text" | "tryAgain" | "startPage" | "reference", string>

const Words = createContext<FaultWords | null>(null)

/** Carries the words of the error page: it is a client component and may be shown when nothing can be fetched any more. */
export function FaultWordsProvider({ words, children }: { words: FaultWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

export function useFaultWords(): FaultWords | null {
  return use(Words)
}
