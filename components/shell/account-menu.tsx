"use client"

import { Activity, LogOut, Settings, Users } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { localeNames } from "@/components/shell/locale-names"
import { Avatar } from "@/components/ui/avatar"
import { Button } from "@/components/ui/button"
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuRule } from "@/components/ui/menu"
import { setLocale, setTheme, signOut } from "@/lib/account/actions"

type AccountMenuProps = {
  user: { id: string; name: string; email: string }
  locale: string
  theme: string
  /** Shows what only an operator needs. */
  runsServer: boolean
  words: Record<
    "account" | "settings" | "people" | "status" | "language" | "theme" | "light" | "dark" | "system" | "signOut",
    string
  >
}

/** Who is signed in; look, language, sign out. */
export function AccountMenu({ user, locale, theme, runsServer, words }: AccountMenuProps) {
  const router = useRouter()
  const [, start] = useTransition()
  const change = (save: () => Promise<void>) =>
    start(async () => {
      await save()
      router.refresh()
    })
  const looks = (["light", "dark", "system"] as const).map((value) => ({ value, label: words[value] }))
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon aria-label={words.account}>
          <Avatar name={user.name} id={user.id} size="s" />
        </Button>
      }
    >
      <MenuLabel>
        {user.name}
        <span className="block font-normal wrap-anywhere">{user.email}</span>
      </MenuLabel>
      <MenuRule />
      {runsServer && (
        <MenuItem icon={<Users className="i" aria-hidden="true" />} onSelect={() => router.push("/people")}>
          {words.people}
        </MenuItem>
      )}
      {runsServer && (
        <MenuItem icon={<Activity className="i" aria-hidden="true" />} onSelect={() => router.push("/status")}>
          {words.status}
        </MenuItem>
      )}
      <MenuItem icon={<Settings className="i" aria-hidden="true" />} onSelect={() => router.push("/settings")}>
        {words.settings}
      </MenuItem>
      <MenuRule />
      <MenuChoice
        label={words.theme}
        value={theme}
        options={looks}
        onChange={(value) => change(() => setTheme(value))}
      />
      <MenuRule />
      <MenuChoice
        label={words.language}
        value={locale}
        options={localeNames.map(({ value, label }) => ({ value, label, lang: value }))}
        onChange={(value) => change(() => setLocale(value))}
      />
      <MenuRule />
      <MenuItem icon={<LogOut className="i" aria-hidden="true" />} onSelect={() => start(() => signOut())}>
        {words.signOut}
      </MenuItem>
    </Menu>
  )
}
