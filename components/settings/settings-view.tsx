import { getFormatter, getLocale, getTranslations } from "next-intl/server"
import "@/app/styles/settings.css"
import { AddressForm } from "@/components/settings/address-form"
import { BrowserList, type BrowserRow } from "@/components/settings/browser-list"
import { IdentityForm, type IdentityRow } from "@/components/settings/identity-form"
import { JumpList } from "@/components/settings/jump-list"
import { KeysCard } from "@/components/settings/keys-card"
import { LookForm } from "@/components/settings/look-form"
import { NameForm } from "@/components/settings/name-form"
import { PasswordForm } from "@/components/settings/password-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { zoneGroups } from "@/components/settings/time-zones"
import { chosenTheme } from "@/components/shell/chosen-theme"
import { buttonClass } from "@/components/ui/button"
import type { AddressView } from "@/lib/account/data/address"
import type { IdentityView } from "@/lib/account/data/identities"
import type { SignedInBrowser } from "@/lib/account/data/sessions"
import { browserOf } from "@/lib/account/rules"
import type { User } from "@/lib/auth/actor"

type SettingsViewProps = {
  user: User
  address: AddressView
  identities: IdentityView[]
  /** The one that is set, for its name. */
  issuer: { issuer: string; name: string } | null
  browsers: SignedInBrowser[]
}

/** Everything a person can set for themselves, saved block by block. */
export async function SettingsView({ user, address, identities, issuer, browsers }: SettingsViewProps) {
  const t = await getTranslations("settings")
  const regions = await getTranslations("settings.regions")
  const keys = await getTranslations("call.keys")
  const does = await getTranslations("call.keys.does")
  const format = await getFormatter()
  const now = new Date()
  const rows: BrowserRow[] = browsers.map(({ id, userAgent, lastSeenAt, isThis }) => {
    const { browser, system, isPhone } = browserOf(userAgent)
    const name =
      browser && system ? t("browsers.name", { browser, system }) : (browser ?? system ?? t("browsers.unknown"))
    const when = isThis ? t("browsers.now") : t("browsers.seen", { when: format.relativeTime(lastSeenAt, now) })
    return { id, name, when, isThis, isPhone }
  })
  const bonds = identities.map((bond): IdentityRow => {
    const name = bond.issuer === issuer?.issuer ? issuer.name : new URL(bond.issuer).host
    return {
      id: bond.id,
      name,
      since: t("identities.since", { when: format.dateTime(bond.createdAt, { dateStyle: "long" }) }),
    }
  })
  const sections = [
    { id: "you", text: t("you") },
    { id: "address", text: t("address.heading") },
    { id: "look", text: t("look") },
    { id: "keys", text: t("keys") },
    { id: "password", text: t("password.heading") },
    ...(bonds.length > 0 ? [{ id: "identities", text: t("identities.heading") }] : []),
    { id: "browsers", text: t("browsers.heading") },
    { id: "data", text: t("data.heading") },
  ]
  return (
    <>
      <div className="headx">
        <h1>{t("title")}</h1>
      </div>
      <div className="setwrap">
        <JumpList label={t("sections")} sections={sections} />
        <div className="stack gap-10">
          <SettingsSection id="you" heading={t("you")} text={t("youText")}>
            <div className="card">
              <NameForm user={{ id: user.id, name: user.name }} />
            </div>
          </SettingsSection>
          <SettingsSection id="address" heading={t("address.heading")} text={t("address.text")}>
            <AddressForm address={address} />
          </SettingsSection>
          <SettingsSection id="look" heading={t("look")}>
            <div className="card">
              <LookForm
                locale={await getLocale()}
                theme={await chosenTheme()}
                timeZone={user.timeZone}
                zones={zoneGroups((region) => regions(region), user.timeZone, now)}
              />
            </div>
          </SettingsSection>
          <SettingsSection id="keys" heading={t("keys")} text={t("keysText")}>
            <KeysCard
              does={{
                microphone: does("microphone"),
                talk: does("talk"),
                help: t("keysList"),
                parts: does("parts"),
                arrows: does("arrows"),
                escape: does("escape"),
              }}
              words={{ on: keys("switch"), hint: keys("switchHint"), space: keys("space") }}
            />
          </SettingsSection>
          <SettingsSection id="password" heading={t("password.heading")} text={t("password.text")}>
            <div className="card">
              <PasswordForm email={user.email} />
            </div>
          </SettingsSection>
          {bonds.length > 0 && (
            <SettingsSection id="identities" heading={t("identities.heading")} text={t("identities.text")}>
              <div className="stack">
                {bonds.map((bond) => (
                  <IdentityForm key={bond.id} identity={bond} email={user.email} />
                ))}
              </div>
            </SettingsSection>
          )}
          <SettingsSection id="browsers" heading={t("browsers.heading")} text={t("browsers.text")}>
            <BrowserList browsers={rows} />
          </SettingsSection>
          <SettingsSection id="data" heading={t("data.heading")} text={t("data.text")}>
            <div className="card row">
              <a className={buttonClass({ size: "s" })} href="/api/account/export" download>
                {t("data.export")}
              </a>
              <a className={buttonClass({ variant: "dangerline", size: "s" })} href="/settings/erase">
                {t("data.erase")}
              </a>
            </div>
          </SettingsSection>
        </div>
      </div>
    </>
  )
}
