import { copyText } from "@/components/ui/copy-text"

/** What became of handing the link on; "shared" and "closed" come from the phone's own sheet. */
export type Handed = "copied" | "shared" | "closed" | "failed"

/** Opens the phone's share sheet where there is one, else copies the link. */
export async function handOn(link: string, roomName: string): Promise<Handed> {
  // A mouse means a computer: there people paste the link themselves.
  const phone = window.matchMedia("(pointer: coarse)").matches
  if (phone && typeof navigator.share === "function") {
    try {
      await navigator.share({ title: roomName, url: link })
      return "shared"
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return "closed"
    }
  }
  return (await copyText(link)) ? "copied" : "failed"
}
