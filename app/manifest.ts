import type { MetadataRoute } from "next"
import { getTranslations } from "next-intl/server"

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations("common")
  return {
    name: t("name"),
    short_name: t("name"),
    start_url: "/rooms",
    display: "standalone",
    background_color: "#f3f7f5",
    theme_color: "#f3f7f5",
    icons: [{ src: "/icon.svg", type: "image/svg+xml", sizes: "any" }],
  }
}
