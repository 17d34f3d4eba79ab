"use client"

import { useTranslations } from "next-intl"
import { keyRows, spaceKey } from "@/components/call/key-rows"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Switch } from "@/components/ui/switch"

type KeysDialogProps = { keysOn: boolean; onKeysOn: (on: boolean) => void; onClose: () => void }

export function KeysDialog({ keysOn, onKeysOn, onClose }: KeysDialogProps) {
  const t = useTranslations("call.keys")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <dl className="keys">
        {keyRows.map((row) => (
          <div key={row.does} className={row.single && !keysOn ? "keys__row keys__row--off" : "keys__row"}>
            <dt>
              {row.keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key === spaceKey ? t("space") : key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`does.${row.does}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t("switch")}
        hint={t("switchHint")}
        checked={keysOn}
        onChange={(event) => onKeysOn(event.target.checked)}
      />
      <Button variant="primary" block data-safe onClick={onClose}>
        {t("close")}
      </Button>
    </Dialog>
  )
}
