import { clsx } from "clsx"
import { initialsOf, tintOf } from "@/components/ui/initials"

type AvatarProps = { name: string; id: string; size?: "xs" | "s" | "m"; className?: string }

/** A face without a picture. Decoration: the name always stands beside it or in the control around it. */
export function Avatar({ name, id, size = "m", className }: AvatarProps) {
  return (
    <span className={clsx("av", `av--${tintOf(id)}`, size !== "m" && `av--${size}`, className)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
