import type { Metadata, Viewport } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import cyrillic from "@/app/fonts/onest-cyrillic.woff2"
import latin from "@/app/fonts/onest-latin.woff2"
import "@/app/globals.css"
import { chosenTheme } from "@/components/shell/chosen-theme"
import { FaultWordsProvider } from "@/components/shell/fault-words"
import { LiveRegion } from "@/components/ui/live-region"

const paper = { light: "#f3f7f5", dark: "#0b1311" }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common")
  return {
    title: { template: `%s · ${t("name")}`, default: t("name") },
    // A room's address is its key: no search engine may keep one.
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme()
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    themeColor:
      theme === "system"
        ? [
            { media: "(prefers-color-scheme: light)", color: paper.light },
            { media: "(prefers-color-scheme: dark)", color: paper.dark },
          ]
        : paper[theme],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme] = [await getLocale(), await chosenTheme()]
  const t = await getTranslations()
  const faultWords = {
    name: t("common.name"),
    heading: t("errors.heading"),
    text: t("errors.text"),
    tryAgain: t("common.tryAgain"),
    startPage: t("common.startPage"),
    reference: t("common.reference"),
  }
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          href={locale === "ru" ? cyrillic : latin}
          crossOrigin="anonymous"
        />
      </head>
      <body>
        <a className="skip" href="#main">
          {t("common.skip")}
        </a>
        <FaultWordsProvider words={faultWords}>{children}</FaultWordsProvider>
        <LiveRegion />
      </body>
    </html>
  )
}
