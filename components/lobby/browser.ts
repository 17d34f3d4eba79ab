/** Whose steps bring the microphone back. */
export type BrowserKind = "chrome" | "firefox" | "safari" | "iphone" | "iphoneApp" | "android" | "inApp" | "other"
export type SystemKind = "mac" | "windows" | "iphone" | "android" | "other"

/**
 * Which words to show; nothing else may hang on it.
 * @param userAgent navigator.userAgent
 * @param touchPoints navigator.maxTouchPoints: an iPad calls itself a Mac, but Macs have no touch
 */
export function readBrowser(userAgent: string, touchPoints: number): { browser: BrowserKind; system: SystemKind } {
  const system = readSystem(userAgent, touchPoints)
  return { browser: readKind(userAgent, system), system }
}

/** The system alone, which the lobby's first words need; parameters as above. */
export function readSystem(userAgent: string, touchPoints: number): SystemKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "iphone"
  if (/Android/.test(userAgent)) return "android"
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? "iphone" : "mac"
  return /Windows/.test(userAgent) ? "windows" : "other"
}

// Browsers inside apps: they say the app's name, Android's own view says "wv", and on the iPhone they leave out "Safari".
const inApps =
  /FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Snapchat|musical_ly|BytedanceWebview|GSA\/|LinkedInApp|Twitter|Pinterest|Telegram|VKAndroidApp|; wv\)/

function readKind(userAgent: string, system: SystemKind): BrowserKind {
  if (inApps.test(userAgent) || (system === "iphone" && !/Safari\//.test(userAgent))) return "inApp"
  // On the iPhone other browsers are given the microphone by the Settings app, Safari by its own menu.
  if (system === "iphone") return /CriOS|FxiOS|EdgiOS|OPT\/|YaBrowser/.test(userAgent) ? "iphoneApp" : "iphone"
  if (/Firefox\//.test(userAgent)) return system === "android" ? "other" : "firefox"
  if (system === "android") return "android"
  if (/Edg\/|OPR\/|YaBrowser|Vivaldi|SamsungBrowser/.test(userAgent)) return "other"
  if (/Chrome\//.test(userAgent)) return "chrome"
  return /Safari\//.test(userAgent) ? "safari" : "other"
}
