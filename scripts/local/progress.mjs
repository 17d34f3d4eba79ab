const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const ALIVE_EVERY_MS = 10_000

/**
 * One line for each step with its time; a long step shows that it lives: a turning sign in a terminal, elsewhere a line
 * every 10 s. Steps may run side by side.
 *
 * @param {object} options
 * @param {(line: string) => void} options.onLine takes each finished line
 * @param {import("node:tty").WriteStream} [options.terminal] where the moving line is drawn; nothing moves without it
 */
export function createProgress({ onLine, terminal }) {
  const running = new Set()
  let timer
  let frame = 0

  function draw() {
    if (!terminal) return
    frame += 1
    const parts = [...running].map(
      (step) => `${step.title} ${seconds(step.started, 0)}${step.note ? ` (${step.note})` : ""}`,
    )
    const text = `${SPINNER[frame % SPINNER.length]} ${parts.join(", ")}`
    terminal.write(`\r\x1b[K${text.slice(0, (terminal.columns || 80) - 1)}`)
  }

  function clear() {
    if (terminal) terminal.write("\r\x1b[K")
  }

  function tick() {
    if (terminal) return draw()
    for (const step of running) {
      if (Date.now() - step.said < ALIVE_EVERY_MS) continue
      step.said = Date.now()
      onLine(`… ${step.title}: still at it after ${seconds(step.started, 0)}${step.note ? ` (${step.note})` : ""}`)
    }
  }

  function line(text) {
    clear()
    onLine(text)
    if (running.size > 0) draw()
  }

  return {
    line,

    /**
     * Runs one step and tells how long it took.
     * @template T
     * @param {string} title
     * @param {(note: (text: string) => void) => Promise<T>} work note: says what it is busy with
     * @param {(result: T) => string} [outcome] words for the finished line; "" keeps the title alone
     * @returns {Promise<T>}
     */
    async step(title, work, outcome = () => "") {
      const step = { title, started: Date.now(), said: Date.now(), note: "" }
      running.add(step)
      timer ??= setInterval(tick, terminal ? 100 : 1000)
      timer.unref()
      try {
        const result = await work((text) => {
          step.note = text
        })
        running.delete(step)
        const words = outcome(result)
        line(`✓ ${title}${words ? `: ${words}` : ""}  ${seconds(step.started)}`)
        return result
      } catch (error) {
        running.delete(step)
        // Given up because another step failed: that one has the reason.
        if (error.name !== "AbortError") line(`✗ ${title}  ${seconds(step.started)}`)
        throw error
      } finally {
        if (running.size === 0) {
          clearInterval(timer)
          timer = undefined
          clear()
        }
      }
    },
  }
}

function seconds(since, digits = 1) {
  return `${((Date.now() - since) / 1000).toFixed(digits)} s`
}
