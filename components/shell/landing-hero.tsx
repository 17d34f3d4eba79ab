import { Check } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { InviteField } from "@/components/shell/invite-field"
import { buttonClass } from "@/components/ui/button"

const tints = [3, 4, 5, 6, 4, 1]

/** The promise, the two ways in, and the picture of it. */
export async function LandingHero() {
  const t = await getTranslations("landing")
  const [speaker, ...listeners] = t("faces").split(" ")
  return (
    <section className="wrap hero">
      <div className="stack gap-6.5">
        <h1>{t("heading")}</h1>
        <p className="lead muted">{t("lead")}</p>
        <div className="row">
          <a className={buttonClass({ variant: "primary", size: "big" })} href="/sign-in?next=/rooms">
            {t("start")}
          </a>
        </div>
        <InviteField
          words={{
            label: t("invite"),
            hint: t("inviteHint"),
            go: t("go"),
            required: t("inviteRequired"),
            short: t("inviteShort"),
            elsewhere: t("inviteElsewhere", { host: "{host}" }),
          }}
        />
      </div>
      <figure className="circle" role="img" aria-label={t("picture")}>
        <span className="orb orb--1" />
        <span className="orb orb--2" />
        <span className="orb orb--3" />
        <span className="orb orb--4" />
        <span className="av av--2 circle__me">{speaker}</span>
        {listeners.map((initials, index) => (
          <span key={initials} className={`ear ear--${index + 1}`}>
            <span className={`av av--${tints[index]}`}>{initials}</span>
            <span className="tick">
              <Check className="i i--s" aria-hidden="true" />
            </span>
          </span>
        ))}
      </figure>
    </section>
  )
}
