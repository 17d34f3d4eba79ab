import { describe, expect, test } from "vitest"
import { hasSignal, mayProbe, othersThan } from "./probe"

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
const safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15"

describe("other microphones are opened", () => {
  test("only where nobody is asked", () => {
    expect(mayProbe(chrome, "granted")).toBe(true)
    expect(mayProbe(firefox, "granted")).toBe(true)
    expect(mayProbe(firefox, "prompt")).toBe(false)
    expect(mayProbe(chrome, "unknown")).toBe(false)
  })

  test("only where the one in use goes on", () => {
    expect(mayProbe(safari, "granted")).toBe(false)
    expect(mayProbe(`${chrome.replace("Windows NT 10.0", "Linux; Android 10; K")}`, "granted")).toBe(false)
    expect(mayProbe("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 CriOS/140.0 Safari/604.1", "granted")).toBe(false)
  })

  test("and never the one in use under another name", () => {
    const system = { id: "default", label: "Default - Headset", group: "2" }
    const headset = { id: "h", label: "Headset", group: "2" }
    const builtIn = { id: "b", label: "Built-in", group: "1" }
    expect(othersThan([system, headset, builtIn], "default")).toEqual([builtIn])
    expect(othersThan([system, headset, builtIn], "b")).toEqual([headset])
  })
})

test("some sound is a signal, silence and a single click are none", () => {
  expect(hasSignal([0, 1e-5, 3e-5, 0, 0, 0])).toBe(false)
  expect(hasSignal([0, 0.2, 0, 0])).toBe(false)
  expect(hasSignal([4e-4, 3e-4, 5e-4, 4e-4, 0])).toBe(true)
})
