import { type Browser, type BrowserContext, type Page, test as base } from "@playwright/test";
import { cleared } from "./clearing";
import { instance } from "./instance";
import { memberPage } from "./member";
import { enter } from "./visiting";

/** The page that tests have one after the other, with nothing in it of who had it before. */
let kept: Page | undefined;

/**
 * Browser tests as the owner of the instance: whoever comes first claims it, and everybody after signs in. All of a worker's are one window
 * and have one page after the other: what every page shares is then loaded and read once. Who changes what a page is opens one of their own.
 */
export const test = base.extend<{ viewer: Page; editor: Page }, { ownerWindow: BrowserContext }>({
  context: async ({ ownerWindow, browser }, use) => {
    await goInside(ownerWindow, browser);
    await use(ownerWindow);
    await ownerWindow.setOffline(false);
    for (const page of ownerWindow.pages()) await (page === kept ? cleared(page) : page.close());
    await ownerWindow.clearPermissions();
  },
  page: async ({ context }, use) => {
    if (!kept || kept.isClosed()) kept = await context.newPage();
    await use(kept);
  },
  viewer: async ({ browser }, use) => asMember(await memberPage(browser, "viewer"), use),
  editor: async ({ browser }, use) => asMember(await memberPage(browser, "editor"), use),
  ownerWindow: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ ...OUTSIDE, reducedMotion: "reduce" });
      await goInside(context, browser);
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],
});

async function asMember(page: Page, use: (page: Page) => Promise<void>) {
  await use(page);
  await cleared(page);
}

const OUTSIDE = { baseURL: instance.url, storageState: { cookies: [], origins: [] } };

/** The owner is signed in there, also when a test has ended the session. */
export async function goInside(context: BrowserContext, browser: Browser) {
  if ((await context.request.get("/account", { maxRedirects: 0 })).status() === 200) return;
  const page = await browser.newPage(OUTSIDE);
  await enter(page, instance.signInUrl);
  await context.addCookies(await page.context().cookies());
  await page.close();
}

export { expect } from "@playwright/test";
export { arrival, OWNER } from "./visiting";
