/** The mark: an open ring around a dot, a speaker and the ring that sound is closing. Never animated. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M16 16h11.5A11.5 11.5 0 1 0 22.6 25.4"
        stroke="currentColor"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="16" r="3.6" fill="currentColor" />
    </svg>
  )
}
