/** A wait that can be cut short: when the network is back, whatever hangs on the old one should be given up. */
export class Nudge {
  #controller = new AbortController()

  /** Aborted by the next nudge. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  nudge(): void {
    this.#controller.abort()
    this.#controller = new AbortController()
  }

  /** @param ms at most */
  wait(ms: number): Promise<void> {
    const { signal } = this
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      signal.addEventListener(
        "abort",
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  }
}
