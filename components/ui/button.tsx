import { cva, type VariantProps } from "class-variance-authority"
import type { ComponentProps, MouseEvent } from "react"

/** The classes of a button, also for a link that looks like one. */
export const buttonClass = cva("btn", {
  variants: {
    variant: {
      primary: "btn--primary",
      quiet: "btn--quiet",
      ghost: "btn--ghost",
      danger: "btn--danger",
      dangerline: "btn--dangerline",
    },
    size: { s: "btn--s", m: "", big: "btn--big" },
    icon: { true: "btn--icon" },
    block: { true: "btn--block" },
  },
  defaultVariants: { variant: "quiet", size: "m" },
})

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonClass> & { pending?: boolean }

const stop = (event: MouseEvent) => event.preventDefault()

/**
 * A button. One primary per view.
 * @param pending the action runs: the label stays, a spinner stands left of it, a second press does nothing
 * @param icon round, for an icon alone: give aria-label, it becomes the tooltip as well
 */
export function Button({ variant, size, icon, block, pending, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      title={icon ? rest["aria-label"] : undefined}
      {...rest}
      className={buttonClass({ variant, size, icon, block, className })}
      // aria-disabled and not disabled: the button keeps focus, and a screen reader hears why nothing happens.
      {...(pending ? { "aria-disabled": true, "aria-busy": true, onClick: stop } : onClick ? { onClick } : {})}
    >
      {pending && <span className="spin" aria-hidden="true" />}
      {icon && pending ? null : children}
    </button>
  )
}
