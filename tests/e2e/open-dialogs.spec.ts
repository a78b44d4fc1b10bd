import type { Browser, Page } from "@playwright/test";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { memberPage } from "../support/member";
import { expectOpens } from "../support/opened";
import { type Opening, PLACES } from "../support/openings";
import { expect, test } from "../support/owner";
import { expectOneTitle } from "../support/usable";

const project = `/${instance.project.slug}`;
const run = Date.now().toString(36);
const made: Record<string, string> = { run };

const onEvent = (name: string) => ({
  name: `Opened ${name} ${run}`,
  flow: { trigger: { type: "event", name: `Opened ${run}` }, entry: "once", steps: [{ id: "first", type: "wait", minutes: 60 }] },
});
const make = async (word: string, path: string, body: object) => {
  const { id } = await core<{ id: string }>(path, body);
  made[word] = id;
  return id;
};
const change = (path: string, body: object) =>
  fetch(`${instance.url}/api/v1${path}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${instance.project.secretKey}` },
    body: JSON.stringify(body),
  });

/** What there must be before it can be opened. */
const MAKE: Readonly<Record<string, (page: Page, browser: Browser) => Promise<unknown>>> = {
  async customers() {
    const id = await make("customer", "/customers", { user_id: `one-${run}`, traits: { name: `${run} Opened`, plan: "pro" } });
    const other = await core<{ id: string }>("/customers", { user_id: `other-${run}`, traits: { name: `${run} Other` } });
    await core(`/customers/${id}/merge`, { customer: other.id });
    await core("/tags", { name: `Opened ${run}` });
    const rule = { type: "trait", trait: "plan", operator: "is", value: "pro" };
    const segment = await core<{ id: string }>("/segments", { name: `Opened people ${run}`, rule });
    await expect.poll(async () => (await core<{ up_to_date: boolean }>(`/segments/${segment.id}`)).up_to_date).toBe(true);
  },
  async segments() {
    await core("/customers", { user_id: `dot-${run}` });
    await make("segment", "/segments", { name: `Opened ${run}`, rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  },
  async catalogues() {
    await core("/events", { user_id: `catalogue-${run}`, name: `Opened ${run}` });
    await core("/customers", { user_id: `catalogue-${run}`, traits: { plan: "pro" } });
    for (const name of ["one", "two"]) await core("/tags", { name: `Opened ${name} ${run}` });
  },
  async automations() {
    await make("draft", "/automations", { name: `Opened draft ${run}` });
    for (const word of ["live", "paused"])
      await change(`/automations/${await make(word, "/automations", onEvent(word))}`, { status: "live" });
    await core("/events", { user_id: `enters-${run}`, name: `Opened ${run}` });
    const inside = async () => (await core<{ data: object[] }>(`/automations/${made.live}/runs`)).data.length;
    await expect.poll(inside).toBe(1);
    await change(`/automations/${made.paused}`, { status: "paused" });
  },
  async broadcasts() {
    const audience = { include: { everyone: true } };
    await core("/customers", { email: `gets-${run}@example.com` });
    await make("broadcast", "/broadcasts", { name: `Opened ${run}`, audience });
    await make("scheduled", "/broadcasts", { name: `Opened later ${run}`, audience });
    await core(`/broadcasts/${made.scheduled}/send`, { at: "2099-01-01T10:00:00Z" });
  },
  async templates() {
    const id = await make("template", "/templates", { name: `Opened ${run}`, subject: "Thank you for {{ event.name }}" });
    await core(`/templates/${id}/publish`, {});
    await change(`/templates/${id}`, { subject: "Thank you again for {{ event.name }}" });
  },
  async "integrations and jobs"(page) {
    await page.goto(`${project}/integrations/webhook`);
    await expect(async () => {
      await page.getByRole("button", { name: "Connect Webhook step" }).press("Enter"); // until the page hears it
      await expect(page.getByText("Connected", { exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await make("webhook", "/webhooks", { url: `${instance.url}/hooks`, kinds: ["message.bounced"] });
    const waiting = await make("waiting", "/automations", onEvent("job"));
    await change(`/automations/${waiting}`, { status: "live" });
    await core("/events", { user_id: `job-${run}`, name: `Opened ${run}` });
    await expect(async () => {
      await page.goto(`${project}/jobs?status=live`);
      const job = page
        .getByRole("region", { name: "List of jobs" })
        .getByRole("row")
        .filter({ hasText: "Waiting" })
        .getByRole("link")
        .first();
      made.job = (await job.getAttribute("href", { timeout: 2_000 }))!.split("/").at(-1)!;
    }).toPass();
  },
  async settings(page, browser) {
    await memberPage(browser, "viewer");
    await page.goto(`${project}/settings/team`);
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByRole("dialog").getByLabel("Email").fill(`opened-${run}@example.com`);
    await page.getByRole("button", { name: "Create invitation" }).click();
    await page.getByRole("button", { name: "Done" }).click();
  },
};

/** What the others do not expect to find. */
const TAKE_BACK: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  async "integrations and jobs"(page) {
    await page.goto(`${project}/integrations/webhook`);
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("button", { name: "Disconnect Webhook step" }).click();
    await expect(page.getByText("Not connected")).toBeVisible();
  },
};

for (const [section, places] of Object.entries(PLACES)) {
  test(`${section}: whatever can be opened is for everybody, fits a phone, and gives the focus back`, async ({ page, browser }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await MAKE[section]?.(page, browser);
    for (const { at, openings } of places) {
      await goTo(page, `${project}/${at}`.replaceAll(/\{(\w+)\}/g, (_, word: string) => made[word]!).replace(/\/$/, ""));
      await expectOneTitle(page);
      for (const opening of openings) await test.step(nameOf(at, opening), () => expectOpens(page, opening));
    }
    await TAKE_BACK[section]?.(page);
  });
}

const nameOf = (at: string, { press, name, role }: Opening) => `${at}: ${[...press, name ?? role].join(" > ")}`;
