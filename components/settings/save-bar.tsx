"use client"

import { Check } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"

type SaveBarProps = { said: ReactNode; save: string; pending: boolean; primary?: boolean }

/**
 * The foot of a block: what became of it, and its button.
 * @param said after success; empty before
 */
export function SaveBar({ said, save, pending, primary }: SaveBarProps) {
  return (
    <div className="savebar">
      <p className="saved" role="status">
        {said && !pending && (
          <>
            <Check className="i i--s" aria-hidden="true" />
            {said}
          </>
        )}
      </p>
      <Button variant={primary ? "primary" : "quiet"} size="s" type="submit" pending={pending}>
        {save}
      </Button>
    </div>
  )
}
