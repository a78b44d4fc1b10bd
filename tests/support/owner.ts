import { type Browser, type BrowserContext, test as base } from "@playwright/test";
import { instance } from "./instance";
import { enter } from "./visiting";

/**
 * Browser tests as the owner of the instance: whoever comes first claims it, and everybody after signs in. All of a worker's are one window,
 * because what every page shares is then loaded and read once; each test has pages of its own in it.
 */
export const test = base.extend<object, { ownerWindow: BrowserContext }>({
  context: async ({ ownerWindow, browser }, use) => {
    await goInside(ownerWindow, browser);
    await use(ownerWindow);
    for (const page of ownerWindow.pages()) {
      if (page.url().startsWith(instance.url)) await page.evaluate(() => localStorage.clear()); // what a person chose for this browser
      await page.close();
    }
    await ownerWindow.clearPermissions();
    await ownerWindow.setOffline(false);
  },
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
