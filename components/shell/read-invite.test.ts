import { expect, test } from "vitest"
import { readInvite } from "@/components/shell/read-invite"

const room = { at: "room", path: "/r/abcd-efgh-jkmn-pqrs" }

test.each([
  ["https://meet.example.com/r/abcd-efgh-jkmn-pqrs", room],
  ["http://MEET.example.com/r/ABCD-EFGH-JKMN-PQRS?x=1#y", room],
  ["meet.example.com/r/abcdefghjkmnpqrs", room],
  ["/r/abcd-efgh-jkmn-pqrs", room],
  ["  abcd efgh jkmn pqrs ", room],
  ["ABCDEFGHJKMNPQRS", room],
  ["<https://meet.example.com/r/abcd-efgh-jkmn-pqrs>.", room],
  ["https://other.example.org/r/abcd-efgh-jkmn-pqrs", { at: "elsewhere", host: "other.example.org" }],
  ["", { at: "required" }],
  ["   ", { at: "required" }],
  ["abcd-efgh", { at: "short" }],
  ["https://meet.example.com/r/", { at: "short" }],
  ["https://meet.example.com/", { at: "short" }],
  ["javascript:alert(1)", { at: "short" }],
  ["<script>alert(1)</script>", { at: "short" }],
])("%j is read as %j", (typed, invite) => {
  expect(readInvite(typed, "meet.example.com")).toEqual(invite)
})
