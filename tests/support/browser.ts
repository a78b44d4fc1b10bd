import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const PLACES = [
  "/usr/bin/chromium-headless-shell", // draws no window of its own around the page, which takes as long as the page
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Chromium to test with: Playwright's own if it was fetched, which it finds by itself, else one of the system's. */
export function installedBrowser(): { executablePath?: string } | undefined {
  if (existsSync(chromium.executablePath())) return {};
  const executablePath = PLACES.find((path) => existsSync(path));
  return executablePath ? { executablePath } : undefined;
}
