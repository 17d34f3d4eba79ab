"use client"

import { keyRows, spaceKey } from "@/components/call/key-rows"
import { useKeys } from "@/components/call/use-keys"
import { Switch } from "@/components/ui/switch"

type KeysCardProps = {
  does: Record<(typeof keyRows)[number]["does"], string>
  words: { on: string; hint: string; space: string }
}

/** The call's keys, and the switch for those that act at once. */
export function KeysCard({ does, words }: KeysCardProps) {
  const [keysOn, setKeysOn] = useKeys()
  return (
    <div className="card stack gap-4.5">
      <dl className="keylist">
        {keyRows.map((row) => (
          <div key={row.does}>
            <dt>
              {row.keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key === spaceKey ? words.space : key}
                </kbd>
              ))}
            </dt>
            <dd className={row.single && !keysOn ? "muted line-through" : undefined}>{does[row.does]}</dd>
          </div>
        ))}
      </dl>
      <hr className="hr" />
      <Switch
        label={words.on}
        hint={words.hint}
        checked={keysOn}
        onChange={(event) => setKeysOn(event.target.checked)}
      />
    </div>
  )
}
