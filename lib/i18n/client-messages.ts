import { getMessages } from "next-intl/server"

/** The named namespaces only: what a page's client components need travels in its HTML, so it is picked by hand. */
export async function clientMessages(...namespaces: string[]) {
  const all = await getMessages()
  return Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]))
}
