import { expect, test } from "vitest"
import { answerIn } from "@/lib/audio/answer-in"

test("an answer in time counts; none, a late one and a failure are the same", async () => {
  expect(await answerIn(50, Promise.resolve(7))).toBe(7)
  expect(await answerIn(5, new Promise(() => {}))).toBeUndefined()
  expect(await answerIn(50, Promise.reject(new Error("closed")))).toBeUndefined()
  expect(await answerIn(50, undefined)).toBeUndefined()
})
