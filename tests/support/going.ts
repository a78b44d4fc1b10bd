import type { Page } from "@playwright/test";
import { instance } from "./instance";

type App = Window & { next?: { router?: { push: (to: string) => void } } };

/** To a page of the app, as pressing a link goes there, by which nothing is loaded anew; by its address, where the app is not open yet. */
export async function goTo(page: Page, path: string) {
  const isOpen = page.url().startsWith(instance.url) && (await page.evaluate(() => (window as App).next?.router !== undefined));
  if (!isOpen) {
    await page.goto(path);
  } else {
    await page.evaluate((to) => (window as App).next!.router!.push(to), path);
    await page.waitForURL(({ pathname, search }) => pathname + search === path);
  }
  await page.waitForFunction(() => document.querySelector("#content [aria-busy=true]") === null); // until then only its shape is there
}
