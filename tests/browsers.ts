/**
 * How the tests start each browser; for playwright.config.ts and for specs that need a browser process of their own
 * (Chromium plays one recording per process, so each speaker with a tone from a file is one).
 */

/**
 * @param options.wav file that stands for the microphone (48 kHz mono), else Chromium's beep
 * @param options.autoplay "free" plays sound without a gesture; the default is what people have
 */
export function chromiumOptions(options: { wav?: string; autoplay?: "free" } = {}) {
  const policy = options.autoplay === "free" ? "no-user-gesture-required" : "document-user-activation-required"
  return {
    executablePath: process.env.EARSHOT_CHROMIUM,
    args: [
      "--no-sandbox",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--autoplay-policy=${policy}`,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(options.wav ? [`--use-file-for-fake-audio-capture=${options.wav}`] : []),
    ],
  }
}

/**
 * @param options.autoplay "free" plays sound without a gesture; the default is what people have
 */
export function firefoxOptions(options: { autoplay?: "free" } = {}) {
  const executablePath = process.env.EARSHOT_FIREFOX
  return {
    executablePath,
    // Playwright's own patched Firefox speaks Playwright's protocol; one from the system is driven over WebDriver BiDi.
    ...(executablePath && { channel: "moz-firefox" }),
    firefoxUserPrefs: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      // Firefox refuses candidates on 127.0.0.1, and tests never leave it.
      "media.peerconnection.ice.loopback": true,
      "media.autoplay.default": options.autoplay === "free" ? 0 : 1,
      "media.autoplay.blocking_policy": 0,
    },
  }
}
