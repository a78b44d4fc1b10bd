import type { Page } from "@playwright/test";

/** A page that the next test gets, with nothing in it of who had it before. The process that has read the app stays. */
export async function cleared(page: Page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  page.removeAllListeners();
  page.on("dialog", (asked) => asked.accept()); // what is not saved is left
  await page.goto("/api/health/live"); // nothing of the app, at its address
  await page.evaluate(() => {
    localStorage.clear(); // what a person chose for this browser
    sessionStorage.clear();
  });
  page.removeAllListeners();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: null, media: null, reducedMotion: "reduce" });
}
