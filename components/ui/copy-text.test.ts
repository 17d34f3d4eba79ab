import { expect, test } from "vitest"
import { isThisComputer } from "@/components/ui/copy-text"

test.each([
  ["http://localhost:3000/r/abcd", true],
  ["http://127.0.0.1:3000/r/abcd", true],
  ["http://[::1]:3000/r/abcd", true],
  ["http://192.168.1.4:3000/r/abcd", false],
  ["https://meet.example.com/r/abcd", false],
  ["https://localhost.example.com/r/abcd", false],
])("%s opens on this computer only: %s", (address, only) => {
  expect(isThisComputer(address)).toBe(only)
})
