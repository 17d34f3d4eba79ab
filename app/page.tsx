import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import "@/app/styles/landing.css"
import { LandingHero } from "@/components/shell/landing-hero"
import { LandingOwn, LandingProofs } from "@/components/shell/landing-proofs"
import { PageShell } from "@/components/shell/page-shell"
import { SignedOutNav } from "@/components/shell/signed-out-nav"
import { currentUser } from "@/lib/auth/session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("landing")
  return { title: t("heading"), description: t("lead"), robots: { index: true, follow: false } }
}

export default async function Landing() {
  if (await currentUser()) redirect("/rooms")
  return (
    <PageShell nav={<SignedOutNav hostIt />} className="">
      <LandingHero />
      <LandingProofs />
      <LandingOwn />
    </PageShell>
  )
}
