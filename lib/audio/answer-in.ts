/** Milliseconds for statistics: a connection that is being closed never gives them in Firefox. */
export const statsWithin = 400

/**
 * The answer if it comes in time; undefined when it does not, when it fails, or when nothing was asked.
 * @param ms milliseconds to wait
 */
export function answerIn<Answer>(ms: number, asked: Promise<Answer> | undefined): Promise<Answer | undefined> {
  if (!asked) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), ms)
    asked.then(resolve, () => resolve(undefined)).finally(() => clearTimeout(late))
  })
}
