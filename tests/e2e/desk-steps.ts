import { builtIn, hasOnDesk, headset, headsetOut, speakers } from "./desk"
import { notesWords } from "./faults"
import { makeRoom, type Person, type test } from "./fixtures"
import { joins } from "./steps"

export const strip = (person: Person) => person.page.locator(".strip")
export const toast = (person: Person) => person.page.locator(".toast")
/** What happens to the devices of a person who has them from `hasOnDesk`. */
export const desk = (person: Person) => ({
  open: () => person.page.evaluate(() => window.desk.open()),
  unplug: (...ids: string[]) => person.page.evaluate((gone) => window.desk.unplug(...gone), ids),
  plug: (device: typeof headset) => person.page.evaluate((one) => window.desk.plug(one), device),
  systemMutes: (id: string, muted: boolean) =>
    person.page.evaluate(([one, on]) => window.desk.systemMutes(String(one), on === true), [id, muted]),
  setLevel: (id: string, gain: number) =>
    person.page.evaluate(([one, level]) => window.desk.setLevel(String(one), Number(level)), [id, gain]),
  holds: (...ids: string[]) => person.page.evaluate((busy) => window.desk.holds(...busy), ids),
  show: (seen: boolean) => person.page.evaluate((on) => window.desk.show(on), seen),
  sinks: () => person.page.evaluate(() => window.desk.sinks()),
  played: () => person.page.evaluate(() => window.desk.played),
})
/** The same person, heard through the built-in microphone. */
export const onBuiltIn = (person: Person): Person => ({ ...person, hz: builtIn.hz ?? 0 })

type Cast = Parameters<Parameters<typeof test>[2]>[0]["person"]

/** Anna with a headset and a laptop, Boris with a browser's microphone; both in the call, Boris hears Anna. */
export async function inCall(person: Cast, devices = [headset, builtIn, headsetOut, speakers]) {
  const anna = { ...(await person("Anna", { hz: null })), hz: headset.hz ?? 0 }
  await hasOnDesk(anna, devices)
  const boris = await person("Boris", { hz: 880 })
  for (const each of [anna, boris]) await notesWords(each)
  const room = await makeRoom()
  await joins(anna, room)
  await joins(boris, room)
  return { anna, boris, room }
}
