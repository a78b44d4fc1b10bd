import { type Browser, test as base, type Page } from "@playwright/test";
import { instance } from "./instance";
import { enter } from "./visiting";

type State = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** Browser tests as the owner of the instance: whoever comes first claims it, and everybody after signs in. */
export const test = base.extend<object, { ownerState: State }>({
  storageState: async ({ ownerState, browser }, use) => {
    if (!(await isInside(ownerState))) Object.assign(ownerState, await entered(browser)); // a test has ended the session
    await use(ownerState);
  },
  ownerState: [async ({ browser }, use) => use(await entered(browser)), { scope: "worker" }],
});

async function entered(browser: Browser): Promise<State> {
  const page = await browser.newPage({ baseURL: instance.url, storageState: { cookies: [], origins: [] } });
  await enter(page, instance.signInUrl);
  const state = await page.context().storageState();
  await page.close();
  return state;
}

async function isInside({ cookies }: State): Promise<boolean> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return (await fetch(`${instance.url}/account`, { headers: { cookie }, redirect: "manual" })).status === 200;
}

export { expect } from "@playwright/test";
export { arrival, OWNER } from "./visiting";
