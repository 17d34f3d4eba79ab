"use client"

import { useEffect, useState } from "react"

type JumpListProps = { label: string; sections: { id: string; text: string }[] }

/** Leads to each section; the one that is being read is marked. */
export function JumpList({ label, sections }: JumpListProps) {
  const [current, setCurrent] = useState(sections[0]?.id)

  useEffect(() => {
    // The section that crosses a line a third down the window is the one being read.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) setCurrent(target.id)
      },
      { rootMargin: "-33% 0px -66% 0px" },
    )
    for (const { id } of sections) {
      const section = document.getElementById(id)
      if (section) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [sections])

  return (
    <nav className="jump" aria-label={label}>
      {sections.map(({ id, text }) => (
        <a key={id} href={`#${id}`} aria-current={id === current ? "true" : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
}
