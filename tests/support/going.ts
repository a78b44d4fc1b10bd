import type { Page } from "@playwright/test";

type App = Window & { next?: { router?: { push: (to: string) => void } } };

/** To a page of the app, as pressing a link goes there, by which nothing is loaded anew; by its address, where the app is not open yet. */
export async function goTo(page: Page, path: string) {
  if (await page.evaluate(() => (window as App).next?.router === undefined)) {
    await page.goto(path);
  } else {
    await page.evaluate(push, path);
    await page.waitForURL(({ pathname, search }) => pathname + search === path);
  }
  await page.waitForFunction(() => document.querySelector("#content [aria-busy=true]") === null); // until then only its shape is there
}

/** As soon as the page has come alive: before, its router refuses. */
async function push(to: string) {
  for (let tries = 0; tries < 1_000; tries++) {
    try {
      return (window as App).next!.router!.push(to);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
