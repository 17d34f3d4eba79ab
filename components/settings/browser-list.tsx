"use client"

import { Laptop, Smartphone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { FormRefusal } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { showToast } from "@/components/ui/toast"
import { signOutOne, signOutOthers } from "@/lib/account/actions"

export type BrowserRow = { id: string; name: string; when: string; isThis: boolean; isPhone: boolean }

/** The signed-in browsers, each with a way out; and one for all others. */
export function BrowserList({ browsers }: { browsers: BrowserRow[] }) {
  const t = useTranslations("settings.browsers")
  const [one, endOne, endingOne] = useActionState(signOutOne, { at: "idle" })
  const [all, endOthers, endingOthers] = useActionState(signOutOthers, { at: "idle" })

  useEffect(() => {
    if (one.at === "done") told(t("signedOut"))
  }, [one, t])
  useEffect(() => {
    if (all.at === "done") told(t("othersSignedOut", { others: Number(all.told?.others ?? 0) }))
  }, [all, t])

  return (
    <div className="card stack gap-4 card--line">
      <FormRefusal state={one} />
      <FormRefusal state={all} />
      <ul className="lines" aria-label={t("list")}>
        {browsers.map(({ id, name, when, isThis, isPhone }) => {
          const Icon = isPhone ? Smartphone : Laptop
          return (
            <li key={id} className="person">
              <Icon className="i" aria-hidden="true" />
              <span className="grow">
                <span className="strong block">{name}</span>
                <span className="small muted">{when}</span>
              </span>
              {isThis ? (
                <span className="chip">{t("this")}</span>
              ) : (
                <form action={endOne}>
                  <input type="hidden" name="sessionId" value={id} />
                  <Button
                    variant="ghost"
                    size="s"
                    type="submit"
                    pending={endingOne}
                    aria-label={t("signOutOf", { name, when })}
                  >
                    {t("signOut")}
                  </Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {browsers.length > 1 && (
        <form action={endOthers} className="pb-3">
          <input type="hidden" name="others" value="all" />
          <Button variant="dangerline" size="s" type="submit" pending={endingOthers}>
            {t("signOutOthers")}
          </Button>
        </form>
      )}
    </div>
  )
}

/** The pressed button goes with its row, so focus goes to the heading above the list. */
function told(text: string) {
  showToast(text)
  const heading = document.getElementById("browsers-heading")
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
