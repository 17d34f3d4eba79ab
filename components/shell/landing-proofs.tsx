import { Check } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Ring } from "@/components/ui/ring"

/** What is different here, in three sentences that are true today. */
export async function LandingProofs() {
  const t = await getTranslations("landing")
  return (
    <section className="wrap trio" aria-labelledby="how">
      <h2 className="vh" id="how">
        {t("how")}
      </h2>
      <article>
        <div className="pic">
          <Ring arcs={["ok"]} size={92} stroke={7} tone="heard">
            <Check className="i i--l" aria-hidden="true" />
          </Ring>
        </div>
        <h3>{t("measured")}</h3>
        <p className="muted">{t("measuredText")}</p>
      </article>
      <article>
        <div className="pic">
          <svg className="routes" width="176" height="96" viewBox="0 0 176 96" aria-hidden="true">
            <path className="routes__off" d="M10 48C48 48 60 82 88 82S126 48 141 48" />
            <path className="routes__off" d="M10 48H141" />
            <path className="routes__on" d="M10 48C48 48 60 14 88 14S126 48 143 48" />
            <circle className="routes__on" cx="158" cy="48" r="14" />
            <circle className="routes__dot" cx="10" cy="48" r="7" />
          </svg>
        </div>
        <h3>{t("path")}</h3>
        <p className="muted">{t("pathText")}</p>
      </article>
      <article>
        <div className="pic">
          <svg className="routes" width="176" height="96" viewBox="0 0 176 96" aria-hidden="true">
            <path className="routes__off" d="M10 48C48 48 48 14 84 14M10 48H84" />
            <path className="routes__x" d="M93 9l10 10m0-10l-10 10M93 43l10 10m0-10l-10 10" />
            <path className="routes__on" d="M10 48C48 48 48 82 88 82S126 48 143 48" />
            <circle className="routes__on" cx="158" cy="48" r="14" />
            <circle className="routes__dot" cx="10" cy="48" r="7" />
          </svg>
        </div>
        <h3>{t("relay")}</h3>
        <p className="muted">{t("relayText")}</p>
      </article>
    </section>
  )
}

/** How little it takes to run it oneself. */
export async function LandingOwn() {
  const t = await getTranslations("landing")
  const commands = [
    ["npm start", t("commandStart")],
    ["npm test", t("commandTest")],
  ]
  return (
    <section className="wrap" id="host" aria-labelledby="host-heading">
      <div className="own">
        <div className="stack gap-3">
          <h2 id="host-heading">{t("own")}</h2>
          <p className="muted">{t("ownText")}</p>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, and the keyboard must reach it */}
        <section className="commands" tabIndex={0} aria-label={t("commands")}>
          {commands.map(([command, does]) => (
            <p key={command}>
              <span className="muted">$</span> {command}
              <span className="commands__does">
                <Check className="i i--s" aria-hidden="true" />
                {does}
              </span>
            </p>
          ))}
        </section>
      </div>
    </section>
  )
}
