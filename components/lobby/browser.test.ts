import { expect, test } from "vitest"
import { readBrowser } from "./browser"

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)"
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"

test.each([
  [
    "Chrome, Windows",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0 Safari/537.36`,
    0,
    "chrome",
    "windows",
  ],
  ["Chrome, Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0 Safari/537.36`, 0, "chrome", "other"],
  ["Edge", `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140.0 Safari/537.36 Edg/140.0`, 0, "other", "windows"],
  [
    "Firefox",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
    0,
    "firefox",
    "mac",
  ],
  [
    "Safari",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
    0,
    "safari",
    "mac",
  ],
  [
    "iPad as a Mac",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
    5,
    "iphone",
    "iphone",
  ],
  ["iPhone, Safari", `${iphone} Version/18.5 Mobile/15E148 Safari/604.1`, 5, "iphone", "iphone"],
  ["iPhone, Chrome", `${iphone} CriOS/140.0 Mobile/15E148 Safari/604.1`, 5, "iphoneApp", "iphone"],
  [
    "Android, Chrome",
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0 Mobile Safari/537.36`,
    5,
    "android",
    "android",
  ],
  ["Android, Firefox", "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", 5, "other", "android"],
  [
    "Instagram, iPhone",
    `${iphone} Mobile/15E148 Instagram 350.0.0 (iPhone15,2; iOS 18_5; en_GB; scale=3.00)`,
    5,
    "inApp",
    "iphone",
  ],
  ["an app's own view, iPhone", `${iphone} Mobile/15E148`, 5, "inApp", "iphone"],
  [
    "Facebook, Android",
    `Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) ${webkit} Version/4.0 Chrome/140.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0]`,
    5,
    "inApp",
    "android",
  ],
  ["unknown", "Lynx/2.9", 0, "other", "other"],
] as const)("%s", (_, userAgent, touchPoints, browser, system) => {
  expect(readBrowser(userAgent, touchPoints)).toEqual({ browser, system })
})
