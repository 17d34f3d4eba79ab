"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"

type NavLinksProps = { label: string; links: { href: string; text: string; hideOnPhones?: boolean }[] }

/** The links of the top bar, the present page marked. On phones the account's menu has those that are hidden. */
export function NavLinks({ label, links }: NavLinksProps) {
  const pathname = usePathname()
  return (
    <nav className="nav" aria-label={label}>
      {links.map(({ href, text, hideOnPhones }) => (
        <Link
          key={href}
          href={href}
          className={hideOnPhones ? "hide-s" : undefined}
          aria-current={pathname === href ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
