import { type Browser, test as base, type Page } from "@playwright/test";
import { instance } from "./instance";

export const OWNER = { name: "Olive Owner", email: "olive@example.com", password: "a password for tests" };

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
  await enter(page);
  const state = await page.context().storageState();
  await page.close();
  return state;
}

async function isInside({ cookies }: State): Promise<boolean> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return (await fetch(`${instance.url}/account`, { headers: { cookie }, redirect: "manual" })).status === 200;
}

export { expect } from "@playwright/test";

/** Whoever proves who they are is taken inside: to their project, or to the choice of several. */
export const arrival = (page: Page) => page.waitForURL(({ pathname }) => !/^\/(sign-in|claim|reset-password)/.test(pathname));

async function enter(page: Page) {
  await page.goto(instance.signInUrl);
  const claim = page.getByRole("button", { name: "Create your account" });
  const open = await claim.isVisible();
  if (!open) await page.goto("/sign-in");
  if (open) await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await (open ? claim : page.getByRole("button", { name: "Sign in", exact: true })).click();
  await arrival(page);
}
