import { useTranslations } from "next-intl"
import type { CopyWords } from "@/components/ui/copy-button"

/** What the copy button says, from the messages. */
export function useShareWords(): CopyWords {
  const t = useTranslations("share")
  return { copy: t("copy"), copied: t("copied"), copiedHere: t("copiedHere"), failed: t("failed") }
}
