"use client"

import { ArrowLeftRight, Waypoints } from "lucide-react"
import { useTranslations } from "next-intl"
import * as Popover from "radix-ui/popover"
import type { PathInUse } from "@/components/call/call-state"

/** How sound travels right now; pressed, it says why that is all right. */
export function PathChip({ path }: { path: PathInUse }) {
  const t = useTranslations("call.path")
  const straight = path.kind === "udp" || path.kind === "tcp"
  const Icon = straight ? ArrowLeftRight : Waypoints
  const name = t(`kind.${path.kind}`)
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className="path" aria-label={t("name", { path: name })}>
          <span className="chip">
            <Icon className="i i--s" aria-hidden="true" />
            {name}
          </span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="pathcard" aria-label={name} align="end" sideOffset={4} collisionPadding={12}>
          <p className="strong">{name}</p>
          <p className="small muted">{t(`about.${path.kind}`)}</p>
          <dl className="small">
            <dt className="muted">{t("roundTrip")}</dt>
            <dd>{path.roundTripMs === null ? t("unknown") : t("ms", { ms: path.roundTripMs })}</dd>
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
