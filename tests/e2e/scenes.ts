import type { Scene } from "./scene-cast"
import { callScenes } from "./scenes-call"
import { lobbyScenes } from "./scenes-lobby"
import { roomsScenes } from "./scenes-rooms"
import { startScenes } from "./scenes-start"
import { troubleScenes } from "./scenes-trouble"

/** Every screen in every state that can be reached for real: looked at by access.spec.ts and by `npm run pictures`. */
export const scenes: Scene[] = [...startScenes, ...roomsScenes, ...lobbyScenes, ...callScenes, ...troubleScenes]
