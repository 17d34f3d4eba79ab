"use client"

import { TriangleAlert } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { startTransition } from "react"
import { Button } from "@/components/ui/button"
import { Note } from "@/components/ui/note"

type PageFailedProps = { heading: string; title: string; text: string; reference?: string; again: () => void }

/**
 * A signed-in page could not be read: what is still so, try again, the reference under which it is written down.
 * @param again of Next's error page: draws the page anew
 */
export function PageFailed({ heading, title, text, reference, again }: PageFailedProps) {
  const common = useTranslations("common")
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      again()
    })
  return (
    <>
      <div className="headx">
        <h1>{heading}</h1>
      </div>
      <div className="pb-8">
        <Note tone="danger" role="alert" icon={<TriangleAlert className="i" aria-hidden="true" />}>
          <div className="stack gap-3">
            <h2 className="asidehead">{title}</h2>
            <p>
              {text}
              {reference && ` ${common("reference")} ${reference}.`}
            </p>
            <div>
              <Button variant="primary" size="s" onClick={retry}>
                {common("tryAgain")}
              </Button>
            </div>
          </div>
        </Note>
      </div>
    </>
  )
}
