import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Chromium to test with: Playwright's own if it was fetched, else one of the system's. */
export const installedBrowser = (): string | undefined => [chromium.executablePath(), ...PLACES].find((path) => path && existsSync(path));
