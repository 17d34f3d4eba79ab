"use client"

import { lazy, Suspense } from "react"
import "@/app/globals.css"

// Next.js loads this file with every page, so it holds nothing but the way to the rest.
const GlobalFault = lazy(() => import("@/components/shell/global-fault"))

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <Suspense>
          <GlobalFault reference={error.digest} again={reset} />
        </Suspense>
      </body>
    </html>
  )
}
