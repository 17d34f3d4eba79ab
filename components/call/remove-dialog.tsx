"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import type { Order } from "@/components/call/call-state"
import { orderMenuId } from "@/components/call/people-panel"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Switch } from "@/components/ui/switch"
import { showToast } from "@/components/ui/toast"

type RemoveDialogProps = {
  person: { id: string; name: string }
  locked: boolean
  order: Order
  onClose: () => void
}

/**
 * Out of this call: says what follows, and offers to lock the call with it. Whoever has the link could otherwise come back
 * as somebody else.
 */
export function RemoveDialog({ person, locked, order, onClose }: RemoveDialogProps) {
  const t = useTranslations("call.order")
  const common = useTranslations("common")
  const [locks, setLocks] = useState(true)
  const [state, setState] = useState<"idle" | "removing" | "failed">("idle")
  const { id, name } = person

  async function remove() {
    setState("removing")
    try {
      // Locked first: else there is a moment to come back in.
      if (locks && !locked) await order.lock(true)
      await order.remove(id)
    } catch {
      setState("failed")
      return
    }
    showToast(t("remove.done", { name }))
    onClose()
  }

  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("remove.title", { name })}
      text={t("remove.text")}
      returnTo={orderMenuId(person)}
    >
      {!locked && (
        <Switch
          label={t("remove.lock")}
          hint={t("remove.lockHint")}
          checked={locks}
          onChange={(event) => setLocks(event.target.checked)}
        />
      )}
      <div className="stack gap-2.5">
        {state === "failed" && (
          <p className="err" role="alert">
            {t("failed")}
          </p>
        )}
        <Button variant="danger" block pending={state === "removing"} onClick={() => void remove()}>
          {t("remove.sure")}
        </Button>
        <Button variant="ghost" block data-safe onClick={onClose}>
          {common("cancel")}
        </Button>
      </div>
    </Dialog>
  )
}
