import type { Page } from "@playwright/test"
import type { Cast, Scene, Story } from "./scene-cast"
import { accountStories } from "./scenes-account"
import { callStories } from "./scenes-call"
import { deviceStories } from "./scenes-devices"
import { lobbyStories } from "./scenes-lobby"
import { mailStories } from "./scenes-mail"
import { microphoneStories } from "./scenes-microphone"
import { operatorStories } from "./scenes-operator"
import { orderStories } from "./scenes-order"
import { roomsStories } from "./scenes-rooms"
import { startStories } from "./scenes-start"
import { troubleStories } from "./scenes-trouble"

/** Every screen in every state that can be reached for real: looked at by access.spec.ts and by `npm run pictures`. */
export const stories: Story[] = [
  ...startStories,
  ...roomsStories,
  ...accountStories,
  ...mailStories,
  ...operatorStories,
  ...lobbyStories,
  ...microphoneStories,
  ...callStories,
  ...orderStories,
  ...deviceStories,
  ...troubleStories,
]

export const titleOf = (story: Story) => story.map((scene) => scene.name).join(", ")

/** Goes through a story, and hands over each scene when its page shows it. */
export async function tell(story: Story, cast: Cast, look: (scene: Scene, page: Page) => Promise<void>): Promise<void> {
  let page: Page | undefined
  for (const scene of story) {
    page = await scene.open(cast, page as Page)
    await look(scene, page)
  }
}
