"use client"

import { Link2, PhoneOff, Users } from "lucide-react"
import { useTranslations } from "next-intl"
import * as Toolbar from "radix-ui/toolbar"
import * as Tooltip from "radix-ui/tooltip"
import type { ComponentProps, ReactNode } from "react"
import { DeviceMenu } from "@/components/call/device-menu"
import { DockTool } from "@/components/call/dock-tool"
import { MicrophoneTool } from "@/components/call/microphone-tool"
import { useNarrowScreen } from "@/components/call/narrow-screen"

type DockProps = {
  own: ReactNode
  microphone: ComponentProps<typeof MicrophoneTool>
  devices: ComponentProps<typeof DeviceMenu>
  count: number
  peopleOpen: boolean
  onPeople: () => void
  onCopy: () => void
  onLeave: () => void
}

export function Dock({ own, microphone, devices, count, peopleOpen, onPeople, onCopy, onLeave }: DockProps) {
  const t = useTranslations("call.controls")
  const narrow = useNarrowScreen()
  const people = (
    <DockTool
      label={t("people", { count })}
      tone={peopleOpen ? "open" : undefined}
      aria-expanded={peopleOpen}
      data-people=""
      onClick={onPeople}
    >
      <Users className="i i--l" aria-hidden="true" />
      <span className="tool__count" aria-hidden="true">
        {count}
      </span>
    </DockTool>
  )
  return (
    <Tooltip.Provider delayDuration={400}>
      <Toolbar.Root className="dock" aria-label={t("name")} data-part="controls">
        <div className="dock__side dock__side--start">{own}</div>
        <div className="dock__tools">
          <MicrophoneTool {...microphone} />
          <DeviceMenu {...devices} />
          <DockTool label={t("copy")} onClick={onCopy}>
            <Link2 className="i i--l" aria-hidden="true" />
          </DockTool>
          {narrow && people}
          <DockTool label={t("leave")} tone="leave" onClick={onLeave}>
            <PhoneOff className="i i--l" aria-hidden="true" />
          </DockTool>
        </div>
        <div className="dock__side dock__side--end">{!narrow && <div className="dock__tools">{people}</div>}</div>
      </Toolbar.Root>
    </Tooltip.Provider>
  )
}
