"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Switch } from "@/components/ui/switch"

type KeysDialogProps = { keysOn: boolean; onKeysOn: (on: boolean) => void; onClose: () => void }

type Row = { keys: string[]; does: "microphone" | "help" | "parts" | "arrows" | "escape"; single?: boolean }

const rows: Row[] = [
  { keys: ["M"], does: "microphone", single: true },
  { keys: ["?"], does: "help", single: true },
  { keys: ["F6"], does: "parts" },
  { keys: ["←", "→"], does: "arrows" },
  { keys: ["Esc"], does: "escape" },
]

export function KeysDialog({ keysOn, onKeysOn, onClose }: KeysDialogProps) {
  const t = useTranslations("call.keys")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <dl className="keys">
        {rows.map((row) => (
          <div key={row.does} className={row.single && !keysOn ? "keys__row keys__row--off" : "keys__row"}>
            <dt>
              {row.keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
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
