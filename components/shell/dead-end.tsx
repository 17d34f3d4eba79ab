import type { ReactNode } from "react"
import { Ring } from "@/components/ui/ring"

type DeadEndProps = { title: string; text: string; icon: ReactNode; reference?: ReactNode; children: ReactNode }

/** A page that cannot go on: a broken ring, one sentence, one way on. */
export function DeadEnd({ title, text, icon, reference, children }: DeadEndProps) {
  return (
    <div className="oops">
      <Ring arcs={["gone", "gone", "gone", "gone"]} size={168} stroke={4} gap={30}>
        {icon}
      </Ring>
      <div className="stack center gap-2.5">
        <h1>{title}</h1>
        <p className="muted">{text}</p>
      </div>
      <div className="row row--tight justify-center">{children}</div>
      {reference && <p className="small muted">{reference}</p>}
    </div>
  )
}
