import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { installedBrowser } from "./browser.ts";

type State = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

export const OWNER = { name: "Olive Owner", email: "olive@example.com", password: "a password for tests" };

/** A browser in which the owner of an instance is signed in, for tools that look at it as a person would. */
export class Visit {
  readonly browser: Browser;
  readonly url: string;
  readonly #state: State;

  private constructor(browser: Browser, url: string, state: State) {
    this.browser = browser;
    this.url = url;
    this.#state = state;
  }

  static async begin({ url, signInUrl }: { url: string; signInUrl: string }): Promise<Visit> {
    const browser = await chromium.launch(installedBrowser());
    const page = await browser.newPage({ baseURL: url });
    await enter(page, signInUrl);
    const state = await page.context().storageState();
    await page.close();
    return new Visit(browser, url, state);
  }

  async page(options: BrowserContextOptions = {}): Promise<Page> {
    return (await this.browser.newContext({ baseURL: this.url, storageState: this.#state, ...options })).newPage();
  }

  /** The sample shop, made if there is none: the first part of its address. */
  async sample(): Promise<string> {
    const page = await this.page();
    await page.goto("/projects/new");
    await page.getByRole("button", { name: "Explore a sample shop" }).click();
    await page.getByRole("heading", { name: "Bluebird Coffee" }).waitFor({ timeout: 300_000 });
    const slug = new URL(page.url()).pathname.slice(1);
    await page.context().close();
    return slug;
  }

  end = () => this.browser.close();
}

/** Goes in as the owner: whoever comes first claims the instance, and everybody after signs in. */
export async function enter(page: Page, signInUrl: string) {
  await page.goto(signInUrl);
  const claim = page.getByRole("button", { name: "Create your account" });
  const isOpen = await claim.isVisible();
  if (!isOpen) await page.goto("/sign-in");
  if (isOpen) await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await (isOpen ? claim : page.getByRole("button", { name: "Sign in", exact: true })).click();
  await arrival(page);
}

/** Whoever proves who they are is taken inside: to their project, or to the choice of several. */
export const arrival = (page: Page) => page.waitForURL(({ pathname }) => !/^\/(sign-in|claim|reset-password)/.test(pathname));
