"use client"

import { TriangleAlert } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { startTransition } from "react"
import "@/app/styles/rooms.css"
import { Button } from "@/components/ui/button"
import { Note } from "@/components/ui/note"

/** The list could not be read: what is still so, try again, the reference under which it is written down. */
export function RoomsFailed({ reference, again }: { reference?: string; again: () => void }) {
  const t = useTranslations("rooms")
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
        <h1>{t("heading")}</h1>
      </div>
      <div className="pb-8">
        <Note tone="danger" role="alert" icon={<TriangleAlert className="i" aria-hidden="true" />}>
          <div className="stack gap-3">
            <h2 className="asidehead">{t("failedTitle")}</h2>
            <p>
              {t("failedText")}
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
