import { expect, test } from "vitest"
import { addNews, isQuiet, noNews } from "@/components/call/presence-news"

const ann = { id: "a", name: "Ann" }
const bob = { id: "b", name: "Bob" }

test("joins and leaves of several steps are one piece of news", () => {
  const first = addNews(noNews, [ann], [ann, bob])
  const news = addNews(first, [ann, bob], [bob])
  expect(news).toEqual({ joined: [bob], left: [ann] })
})

test("who came and went in between is no news", () => {
  expect(isQuiet(addNews(addNews(noNews, [ann], [ann, bob]), [ann, bob], [ann]))).toBe(true)
})

test("who went and came back in between is no news", () => {
  expect(isQuiet(addNews(addNews(noNews, [ann, bob], [ann]), [ann], [ann, bob]))).toBe(true)
})

test("nobody is said twice", () => {
  expect(addNews(addNews(noNews, [], [ann]), [ann], [ann])).toEqual({ joined: [ann], left: [] })
})
