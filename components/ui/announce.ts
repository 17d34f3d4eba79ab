export const politeId = "says"
export const assertiveId = "warns"

/**
 * Says something to screen readers through the page's live regions (LiveRegion in the root layout).
 * @param urgent breaks in; only for what cannot wait
 */
export function announce(text: string, urgent = false): void {
  const region = document.getElementById(urgent ? assertiveId : politeId)
  if (!region) return
  // The same words twice would be no change and not be read, so the region is emptied first.
  region.textContent = ""
  setTimeout(() => {
    region.textContent = text
  }, 60)
}
