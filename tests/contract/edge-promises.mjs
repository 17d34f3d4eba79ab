import { appPromises } from "./edge-app.mjs"
import { pathPromises } from "./edge-paths.mjs"
import { signallingPromises } from "./edge-signalling.mjs"

/**
 * The contract of the edge: what the one of `npm start` and the one in containers both keep.
 * @param {ReturnType<import("./edge-under-test.mjs").edgeForEachTest>} here
 */
export function promiseEverything(here) {
  signallingPromises(here)
  pathPromises(here)
  appPromises(here)
}
