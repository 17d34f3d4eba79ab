"use client"

import { clsx } from "clsx"
import * as Toolbar from "radix-ui/toolbar"
import * as Tooltip from "radix-ui/tooltip"
import type { ComponentProps } from "react"

type DockToolProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** Name for screen readers; also the tooltip. */
  label: string
  tone?: "on" | "off" | "leave" | "open" | undefined
}

/** A round control of the toolbar: arrows move among them, the whole toolbar is one stop for Tab. */
export function DockTool({ label, tone, className, children, ...button }: DockToolProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Toolbar.Button
          {...button}
          className={clsx("tool", tone && `tool--${tone}`, className)}
          aria-label={label}
          // The tooltip says the name; a description with the same words would be read twice.
          aria-describedby={undefined}
        >
          {children}
        </Toolbar.Button>
      </Tooltip.Trigger>
      {/* In place and not in a portal: at the end of the body it would lie outside every landmark. */}
      <Tooltip.Content className="tip" side="top" sideOffset={10} collisionPadding={12}>
        {label}
      </Tooltip.Content>
    </Tooltip.Root>
  )
}
