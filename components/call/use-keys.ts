import { keptSwitch } from "@/components/call/kept-switch"

/** Whether single keys work in the call. */
export const useKeys = keptSwitch("earshot-keys")

/** Whether two notes are heard when people come and go. */
export const useChime = keptSwitch("earshot-chime")
