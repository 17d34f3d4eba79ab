export type FirstSound = {
  /** Milliseconds from the click that joins to the first sound of somebody else that this browser plays. */
  sound: number | null
  /** The same to the moment at which one of these tones stands out of a spectrum, which itself needs some 50 ms of it. */
  tone: number | null
}

declare global {
  interface Window {
    firstSound: { watch(tones: number[]): void; read(): FirstSound }
  }
}

/** Runs in the page after ears.ts and measures with its instruments; must not refer to anything outside itself. */
export function installFirstSound(): void {
  let clicked: number | null = null
  let sound: number | null = null
  const quiet = 0.005

  const look = () => {
    const sources = window.ear.connections
      .flatMap((connection) => connection.getReceivers())
      .filter((receiver) => receiver.track.kind === "audio")
      .flatMap((receiver) => receiver.getSynchronizationSources())
    if (sources.some((source) => (source.audioLevel ?? 1) > quiet)) sound ??= performance.now()
  }

  addEventListener(
    "click",
    () => {
      if (sound !== null) return
      if (clicked === null) setInterval(look, 5)
      clicked = performance.now()
    },
    { capture: true },
  )

  window.firstSound = {
    watch(tones) {
      for (const hz of tones) window.ear.watch(hz)
    },
    read() {
      const first = window.ear.gaps.find(({ heard }) => heard)
      const since = (at: number | undefined | null) =>
        clicked === null || at === null || at === undefined ? null : Math.round(at - clicked)
      return { sound: since(sound), tone: since(first && first.at - performance.timeOrigin) }
    },
  }
}
