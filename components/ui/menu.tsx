"use client"

import { Check } from "lucide-react"
import * as Radix from "radix-ui/dropdown-menu"
import type { ReactNode } from "react"

type MenuProps = { trigger: ReactNode; children: ReactNode; side?: "top" | "bottom"; align?: "start" | "end" }

/**
 * A list of things to do, below its button.
 * @param trigger one button element; it gets aria-haspopup and aria-expanded
 */
export function Menu({ trigger, children, side = "bottom", align = "end" }: MenuProps) {
  return (
    // Not modal: the page stays scrollable and hearable, and no style element is needed to lock it.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* No portal: the menu stays in the landmark of its button, and in the order of reading. */}
      <Radix.Content className="menu menu--s" side={side} align={align} sideOffset={8} collisionPadding={12}>
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}

type MenuItemProps = {
  icon?: ReactNode
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

/** One thing to do. A destructive one comes last, after a rule. */
export function MenuItem({ icon, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item
      className={danger ? "menu__item menu__item--danger" : "menu__item"}
      disabled={disabled}
      onSelect={onSelect}
    >
      {icon}
      <span className="grow">{children}</span>
    </Radix.Item>
  )
}

type MenuChoiceProps<Value extends string> = {
  label: string
  value: Value
  options: { value: Value; label: string; lang?: string }[]
  onChange: (value: Value) => void
}

/** One of a few, with its label above; choosing leaves the menu open, so that the result can be seen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value}>
      <Radix.Label className="menu__label">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          className="menu__item"
          value={option.value}
          lang={option.lang}
          onSelect={(event) => {
            event.preventDefault()
            if (option.value !== value) onChange(option.value)
          }}
        >
          <span className="grow">{option.label}</span>
          <Radix.ItemIndicator>
            <Check className="i" aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export function MenuRule() {
  return <Radix.Separator className="menu__rule" />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="menu__label">{children}</Radix.Label>
}
