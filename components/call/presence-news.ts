/** Who came and who went since the last announcement. */
export type PresenceNews = { joined: Person[]; left: Person[] }
type Person = { id: string; name: string }

export const noNews: PresenceNews = { joined: [], left: [] }

/** Adds the difference of two lists of people. Somebody who went and came back in between is no news. */
export function addNews(news: PresenceNews, before: readonly Person[], after: readonly Person[]): PresenceNews {
  const came = without(after, before)
  const went = without(before, after)
  return {
    joined: [...without(news.joined, went), ...without(came, news.left)],
    left: [...without(news.left, came), ...without(went, news.joined)],
  }
}

/** True where there is nothing to say. */
export function isQuiet(news: PresenceNews): boolean {
  return news.joined.length === 0 && news.left.length === 0
}

function without(people: readonly Person[], others: readonly Person[]): Person[] {
  const ids = new Set(others.map((person) => person.id))
  return people.filter((person) => !ids.has(person.id)).map(({ id, name }) => ({ id, name }))
}
