import { expect, test } from "vitest"
import { type KeyPlace, keyCommand } from "@/components/call/call-keys"

const free: KeyPlace = { keysOn: true, typing: false, onControl: false, inMenu: false, inDialog: false }

function press(key: string, more: Partial<Parameters<typeof keyCommand>[0]> = {}) {
  return { key, code: "", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }
}

test("M is the microphone, on a Cyrillic layout by its place", () => {
  expect(keyCommand(press("m"), free)).toBe("microphone")
  expect(keyCommand(press("M"), free)).toBe("microphone")
  expect(keyCommand(press("ь", { code: "KeyM" }), free)).toBe("microphone")
})

test("the comma that lies where M is on another layout does nothing", () => {
  expect(keyCommand(press(",", { code: "KeyM" }), free)).toBeNull()
  expect(keyCommand(press("ö", { code: "Semicolon" }), free)).toBeNull()
})

test("letters stay letters in fields and menus, and with a modifier", () => {
  expect(keyCommand(press("m"), { ...free, typing: true })).toBeNull()
  expect(keyCommand(press("m"), { ...free, inMenu: true })).toBeNull()
  expect(keyCommand(press("m", { ctrlKey: true }), free)).toBeNull()
  expect(keyCommand(press("?"), { ...free, typing: true })).toBeNull()
})

test("one can mute while a dialog is open", () => {
  expect(keyCommand(press("m"), { ...free, inDialog: true })).toBe("microphone")
  expect(keyCommand(press("?"), { ...free, inDialog: true })).toBeNull()
})

test("switched off, single keys do nothing, F6 still moves", () => {
  const off = { ...free, keysOn: false }
  expect(keyCommand(press("m"), off)).toBeNull()
  expect(keyCommand(press("?"), off)).toBeNull()
  expect(keyCommand(press("F6"), off)).toBe("next-part")
  expect(keyCommand(press("F6", { shiftKey: true }), off)).toBe("previous-part")
})

test("F6 does not leave an open dialog", () => {
  expect(keyCommand(press("F6"), { ...free, inDialog: true })).toBeNull()
})

test("the space bar is held to talk, and presses a control that has the focus", () => {
  expect(keyCommand(press(" "), free)).toBe("talk")
  expect(keyCommand(press(" "), { ...free, onControl: true })).toBeNull()
  expect(keyCommand(press(" "), { ...free, typing: true })).toBeNull()
  expect(keyCommand(press(" "), { ...free, inMenu: true })).toBeNull()
  expect(keyCommand(press(" "), { ...free, inDialog: true })).toBeNull()
  expect(keyCommand(press(" ", { shiftKey: true }), free)).toBeNull()
  expect(keyCommand(press(" "), { ...free, keysOn: false })).toBeNull()
})
