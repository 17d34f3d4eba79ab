"use client"

import { Bell, Check, Ellipsis, Keyboard, type LucideIcon, Mic, Play, Volume2 } from "lucide-react"
import { useTranslations } from "next-intl"
import * as DropdownMenu from "radix-ui/dropdown-menu"
import { Fragment, type ReactNode, useRef, useState } from "react"
import type { CallActions, DeviceChoice, Devices, Levels } from "@/components/call/call-state"
import { DockTool } from "@/components/call/dock-tool"
import { useLevelVariable } from "@/components/call/level-variable"
import { announce } from "@/components/ui/announce"
import { MenuRule } from "@/components/ui/menu"

type DeviceMenuProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  devices: Devices
  actions: CallActions
  levels: Levels
  /** null while the microphone is off: then there is no level to show. */
  levelId: string | null
  keysOn: boolean
  onKeysOn: (on: boolean) => void
  chimeOn: boolean
  onChimeOn: (on: boolean) => void
  onHelp: () => void
}

/** Microphone, speaker, chime and keys. Choosing leaves it open, so that the level of the new microphone can be seen. */
export function DeviceMenu({
  open,
  onOpenChange,
  devices,
  actions,
  levels,
  levelId,
  chimeOn,
  onChimeOn,
  onHelp,
  ...keys
}: DeviceMenuProps) {
  const help = useRef(false)
  const t = useTranslations("call")
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <DockTool label={t("controls.devices")} tone={open ? "open" : undefined}>
          <Ellipsis className="i i--l" aria-hidden="true" />
        </DockTool>
      </DropdownMenu.Trigger>
      {/* In place and not in a portal: at the end of the body it would lie outside every landmark. */}
      <DropdownMenu.Content
        className="menu menu--sound"
        // On a low screen it scrolls.
        tabIndex={0}
        side="top"
        align="center"
        sideOffset={16}
        collisionPadding={12}
        onCloseAutoFocus={() => {
          if (!help.current) return
          help.current = false
          // After the focus is back on the button: so it returns there when the help closes.
          setTimeout(onHelp)
        }}
      >
        <DeviceChoices
          label={t("devices.microphone")}
          icon={Mic}
          choices={devices.microphones}
          chosen={devices.microphoneId}
          onChoose={actions.chooseMicrophone}
          below={levelId && <LevelBar levels={levels} id={levelId} />}
        />
        {devices.speakers ? (
          <DeviceChoices
            label={t("devices.speaker")}
            icon={Volume2}
            system
            choices={devices.speakers}
            chosen={devices.speakerId}
            onChoose={actions.chooseSpeaker}
          />
        ) : (
          <DropdownMenu.Label className="menu__label">{t("devices.speakerBySystem")}</DropdownMenu.Label>
        )}
        <SpeakerTest play={actions.testSpeaker} />
        <MenuRule />
        <SwitchItem icon={Bell} label={t("devices.chime")} on={chimeOn} onChange={onChimeOn} />
        <KeyItems
          {...keys}
          onHelp={() => {
            help.current = true
          }}
        />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

type DeviceChoicesProps = {
  label: string
  icon: LucideIcon
  choices: DeviceChoice[]
  chosen: string
  onChoose: (id: string) => void
  /** One of them may be the system's choice: the one with the empty id. */
  system?: boolean
  /** Shown under the chosen one. */
  below?: ReactNode
}

function DeviceChoices({ label, icon: Icon, choices, chosen, onChoose, system, below }: DeviceChoicesProps) {
  const t = useTranslations("call.devices")
  return (
    <DropdownMenu.RadioGroup value={chosen} aria-label={label}>
      <DropdownMenu.Label className="menu__label">{label}</DropdownMenu.Label>
      {choices.length === 0 && (
        <DropdownMenu.Item className="menu__item muted" disabled>
          {t("none")}
        </DropdownMenu.Item>
      )}
      {choices.map((choice) => (
        <Fragment key={choice.id}>
          <DropdownMenu.RadioItem
            value={choice.id}
            className="menu__item"
            onSelect={(event) => {
              event.preventDefault()
              if (choice.id !== chosen) onChoose(choice.id)
            }}
          >
            <Icon className="i" aria-hidden="true" />
            <span className="grow">{choice.label || t(system && choice.id === "" ? "system" : "unnamed")}</span>
            <DropdownMenu.ItemIndicator>
              <Check className="i" aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
          {choice.id === chosen && below}
        </Fragment>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

function LevelBar({ levels, id }: { levels: Levels; id: string }) {
  const bar = useLevelVariable<HTMLDivElement>(levels, id)
  return <div ref={bar} className="levelbar" aria-hidden="true" />
}

type KeyItemsProps = Pick<DeviceMenuProps, "keysOn" | "onKeysOn" | "onHelp">

function KeyItems({ keysOn, onKeysOn, onHelp }: KeyItemsProps) {
  const t = useTranslations("call.devices")
  return (
    <>
      <SwitchItem icon={Keyboard} label={t("keysOn")} on={keysOn} onChange={onKeysOn} />
      <DropdownMenu.Item className="menu__item" onSelect={onHelp}>
        <span className="menu__gap" />
        <span className="grow">{t("keys")}</span>
        {keysOn && <span className="kbd">?</span>}
      </DropdownMenu.Item>
    </>
  )
}

type SwitchItemProps = { icon: LucideIcon; label: string; on: boolean; onChange: (on: boolean) => void }

function SwitchItem({ icon: Icon, label, on, onChange }: SwitchItemProps) {
  return (
    <DropdownMenu.CheckboxItem
      className="menu__item"
      checked={on}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <Icon className="i" aria-hidden="true" />
      <span className="grow">{label}</span>
      <span className="menu__switch" aria-hidden="true" />
    </DropdownMenu.CheckboxItem>
  )
}

/** Three notes through the speaker in use; what should have been heard is said in its place. */
function SpeakerTest({ play }: { play: () => Promise<void> }) {
  const t = useTranslations("call.devices")
  const [played, setPlayed] = useState<"test" | "played" | "notPlayed">("test")
  return (
    <DropdownMenu.Item
      className="menu__item"
      onSelect={(event) => {
        event.preventDefault()
        const told = (result: "played" | "notPlayed") => {
          setPlayed(result)
          announce(t(`testSaid.${result}`))
        }
        play().then(
          () => told("played"),
          () => told("notPlayed"),
        )
      }}
    >
      <Play className="i" aria-hidden="true" />
      <span className="grow">
        {t("test")}
        {played !== "test" && <span className="small muted block">{t(`testSaid.${played}`)}</span>}
      </span>
    </DropdownMenu.Item>
  )
}
