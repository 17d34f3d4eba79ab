import { assertiveId, politeId } from "@/components/ui/announce"

/** The two live regions of a page; `announce` writes into them. Once, in the root layout. */
export function LiveRegion() {
  return (
    <>
      <div className="vh" id={politeId} aria-live="polite" />
      <div className="vh" id={assertiveId} aria-live="assertive" />
    </>
  )
}
