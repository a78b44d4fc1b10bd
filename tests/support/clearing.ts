import type { Page } from "@playwright/test";
import { instance } from "./instance";

/**
 * A page that the next test gets, with nothing that it finds in it of who had it before. Where it was it stays until then: to load something
 * else in between would take a third of the time that loading the next page takes.
 */
export async function cleared(page: Page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  page.removeAllListeners();
  if (new URL(page.url()).origin !== new URL(instance.url).origin) await page.goto("/api/health/live");
  await page.evaluate(forgotten);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: null, media: null, reducedMotion: "reduce" });
}

/** In the page: what a person chose for this browser, that something is not saved, and the router, so that `goTo` loads the next page anew. */
function forgotten() {
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
  const { next } = window as Window & { next?: { router?: unknown } };
  if (next) next.router = undefined;
  localStorage.clear();
  sessionStorage.clear();
}
