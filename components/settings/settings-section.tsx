import type { ReactNode } from "react"

type SettingsSectionProps = { id: string; heading: string; text?: string; children: ReactNode }

/** One block of the settings: heading, what it is about, a card that is saved on its own. */
export function SettingsSection({ id, heading, text, children }: SettingsSectionProps) {
  return (
    <section className="set" id={id} aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>{heading}</h2>
        {text && <p className="small muted">{text}</p>}
      </div>
      {children}
    </section>
  )
}
