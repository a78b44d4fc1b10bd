import type { Page } from "@playwright/test";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsable, expectUsablePages } from "../support/usable";

/** A project of its own, in which everybody is a dot: two people with a plan, one without. */
async function aProject(page: Page) {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(`Crowd ${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name: "Send the first event" }).click();
  await page.waitForURL(/\/start$/);
  const key = /pk_[\w-]+/.exec((await page.getByRole("tabpanel").locator("pre").textContent()) ?? "")?.[0];
  for (const [email, plan] of [
    ["ann@example.com", "pro"],
    ["bob@example.com", "free"],
    ["cat@example.com", null],
  ] as const) {
    const body = JSON.stringify({ email, ...(plan && { custom_attributes: { plan } }) });
    const answer = await fetch(`${instance.url}/beacon/customers`, { method: "POST", headers: { authorization: `Bearer ${key}` }, body });
    expect(answer.ok).toBe(true);
  }
  return new URL(page.url()).pathname.replace(/\/start$/, "");
}

const dot = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const everyDot = (page: Page) =>
  page
    .getByRole("toolbar")
    .locator("[data-dot]")
    .evaluateAll((dots) => dots.map((one) => (one as HTMLElement).dataset.dot).toSorted());

async function typePlan(page: Page, value: string) {
  await expect(page.getByText(/^\d of 3 people$/)).toBeVisible(); // what is typed before the page is alive is lost
  await page.getByLabel("Ask about").selectOption("trait");
  await page.getByRole("combobox", { name: "Trait", exact: true }).fill("plan");
  await page.getByLabel("Value", { exact: true }).fill(value);
}

/** Counts how often dots were shown on their way, and how many animations of their own they had meanwhile. */
const countMoves = (page: Page) =>
  page.addInitScript(() => {
    const seen = { moves: 0, animations: 0 };
    Object.assign(window, { seen });
    const look = () => {
      if (!document.querySelector(".crowd-flight:not([hidden])")) return;
      const all = document.querySelector(".crowd")!.getAnimations({ subtree: true });
      const ofDots = all.filter(({ effect }) => (effect as KeyframeEffect).target?.matches("[data-dot]"));
      seen.animations = Math.max(seen.animations, ofDots.length);
      requestAnimationFrame(look);
    };
    new MutationObserver((changes) => {
      if (!changes.some(({ target }) => (target as HTMLElement).matches(".crowd-flight:not([hidden])"))) return;
      seen.moves += 1;
      look();
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["hidden"] });
  });
const motion = (page: Page) => page.evaluate(() => (window as unknown as { seen: { moves: number; animations: number } }).seen);

test("the Crowd parts while a rule is typed; a dot opens the person and why; the same people are the dots of a broadcast", async ({
  context,
}) => {
  const page = await context.newPage();
  const project = await aProject(page);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await countMoves(page);
  await page.goto(`${project}/segments/new`);
  await typePlan(page, "pro");
  await expect(dot(page, "ann@example.com: matches")).toBeVisible();
  await expect(dot(page, "bob@example.com: does not match")).toBeVisible();
  await expect(page.getByText("1 of 3 people")).toBeVisible();
  await typePlan(page, "free");
  await expect(dot(page, "bob@example.com: matches")).toBeVisible();
  const { moves, animations } = await motion(page);
  expect(moves).toBeGreaterThan(0);
  await expect(page.locator(".crowd-flight")).toBeHidden(); // they have arrived
  expect(animations).toBe(0); // with one for each of hundreds, a browser without a graphics card stands still for seconds
  await page.getByLabel("Value", { exact: true }).fill("");
  await expect(page.getByText("Finish the conditions to see who they select.")).toBeVisible();
  await expect(dot(page, "bob@example.com: matches")).toBeVisible();
  const people = await everyDot(page);
  expect(people).toHaveLength(3);

  await dot(page, "bob@example.com: matches").click();
  const sheet = page.getByRole("dialog", { name: "bob@example.com" });
  await expect(sheet.getByText("They match the rule.")).toBeVisible();
  await expect(sheet.getByText("plan is “free”")).toBeVisible();
  await expect(sheet.getByRole("link", { name: "Open their profile" })).toHaveAttribute("href", /\/customers\/cus_/);
  await page.keyboard.press("Escape");
  await expect(dot(page, "bob@example.com: matches")).toBeFocused();

  await page.goto(`${project}/broadcasts`);
  await page.getByRole("button", { name: "New broadcast" }).first().click();
  await page.getByLabel("Name").fill("To everybody");
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(dot(page, "ann@example.com: not in the audience")).toBeVisible();
  await page.getByLabel("Send to").selectOption("everyone");
  await expect(dot(page, "ann@example.com: will get it")).toBeVisible();
  expect(await everyDot(page)).toEqual(people);
  await dot(page, "ann@example.com: will get it").click();
  await expect(page.getByRole("dialog").getByText("They have an email address")).toBeVisible();
  await expectUsable(page);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Send or schedule…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send to 3 people" }).click();
  await expect(dot(page, "ann@example.com: got it, not opened")).toBeVisible();
  expect(await everyDot(page)).toEqual(people);
});

test("somebody under way is a dot at their step, which appears by itself; Why? says since when and what is next", async ({ page }) => {
  const [run, name] = [Date.now().toString(36), `Waited for ${Date.now().toString(36)}`];
  const steps = [
    { id: "first", type: "wait", minutes: 60 },
    { id: "second", type: "wait", minutes: 120 },
  ];
  const { id } = await core<{ id: string }>("/automations", { name, flow: { trigger: { type: "event", name }, entry: "once", steps } });
  await page.goto(`/${instance.project.slug}/automations/${id}`);
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await core("/events", { email: `dan-${run}@example.com`, name, properties: {} });
  await dot(page, `dan-${run}@example.com: is here`).click();
  await expect(page.getByRole("dialog").getByText(/^Now at: Wait 1 hour, since .+ Next: Wait 2 hours\.$/)).toBeVisible();
  await expectUsable(page);
});

test("dots are one stop of the Tab key, go by arrows, and with reduced motion are there without moving", async ({ context }) => {
  const page = await context.newPage();
  const project = await aProject(page);
  await countMoves(page);
  await page.goto(`${project}/segments/new`);
  await typePlan(page, "free");
  await expect(dot(page, "ann@example.com: does not match")).toBeVisible();
  await expect(dot(page, "bob@example.com: matches")).toBeVisible();
  expect((await motion(page)).moves).toBe(0);

  const dots = page.getByRole("toolbar");
  await page.getByRole("button", { name: "Add group" }).focus();
  await page.keyboard.press("Tab");
  await expect(dots.getByRole("button", { name: /^bob/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dots.getByRole("button", { name: /^ann/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(dots.getByRole("button", { name: /^cat/ })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "bob@example.com" })).toBeVisible();
  await expectUsable(page);
  await page.keyboard.press("Escape");
  await expect(dots.getByRole("button", { name: /^bob/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(dots.locator(":focus")).toHaveCount(0);
});

test("what is empty is drawn, says one thing to do, and can be used by everybody", async ({ page }) => {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(`Empty ${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name: "Send the first event" }).click();
  await page.waitForURL(/\/start$/);
  const project = new URL(page.url()).pathname.replace(/\/start$/, "");
  const places = ["customers", "events", "traits", "tags", "broadcasts", "messages"];
  for (const place of places) {
    await expectUsablePages(page, [`${project}/${place}`]);
    await expect(page.locator("main svg[viewBox='0 0 120 72']")).toBeVisible();
  }
});
