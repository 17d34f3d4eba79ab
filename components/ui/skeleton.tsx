import { clsx } from "clsx"

/** A place that is being filled; give it the height of what comes. Put aria-busy on the part that loads. */
export function Skeleton({ className, round }: { className?: string; round?: boolean }) {
  return <span className={clsx("sk", round && "sk--round", className)} aria-hidden="true" />
}
