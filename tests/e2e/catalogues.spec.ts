import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";

const project = `/${instance.project.slug}`;
const unique = () => Date.now().toString(36);

test("a trait is labelled, shown as it is meant, and edited by its kind on a person's page", async ({ page }) => {
  const key = `mrr_${unique()}`;
  const { id } = await core<{ id: string }>("/customers", { user_id: unique(), traits: { [key]: 1200.5 } });
  await page.goto(`${project}/traits?q=${key}`);
  await expect(page.getByRole("cell", { name: /^(≈ )?1 of|^Few of/ })).toBeVisible();
  await page.getByRole("link", { name: key }).click();
  await expect(page.getByRole("heading", { level: 1, name: key })).toBeVisible();
  await page.getByRole("button", { name: "Edit trait" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label").fill("Monthly revenue");
  await dialog.getByLabel("Show values as").selectOption("currency");
  await dialog.getByRole("button", { name: "Save trait" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Monthly revenue" })).toBeVisible();

  await goTo(page, `${project}/customers/${id}`);
  await expect(page.getByRole("definition").filter({ hasText: "1,200.50" })).toBeVisible();
  await page.getByRole("button", { name: "Edit Monthly revenue" }).click();
  await expect(dialog.getByLabel("Kind")).toHaveValue("number");
  await dialog.getByLabel("Value").fill("");
  await dialog.getByRole("button", { name: "Save trait" }).click();
  await expect(dialog.getByText("cannot be read")).toBeVisible();
  await dialog.getByLabel("Value").fill("99");
  await dialog.getByRole("button", { name: "Save trait" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "99.00" })).toBeVisible();
});

test("an event's page tells how often it happens and what it says, and can be described", async ({ page }) => {
  const name = `Order / ${unique()}`;
  for (const plan of ["pro", "pro", "free"]) await core("/events", { user_id: "42", name, properties: { plan } });
  await page.goto(`${project}/events/names?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("cell", { name: "pro (2), free (1)" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Events a day over the last 30 days" }).getByRole("row")).toHaveCount(30);
  await page.getByRole("button", { name: "Edit event" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Description").fill("Somebody paid.");
  await dialog.getByRole("radio", { name: "Green" }).check();
  await dialog.getByRole("button", { name: "Save event" }).click();
  await expect(page.getByText("Somebody paid.").first()).toBeVisible();

  const flow = { trigger: { type: "event", name }, entry: "once", steps: [] };
  const automation = await core<{ id: string }>("/automations", { name: `Begins ${name}`, flow });
  await page.reload();
  const used = page.getByRole("region", { name: "Used in" });
  await expect(used.getByRole("link", { name: `Begins ${name}` })).toHaveAttribute("href", `${project}/automations/${automation.id}`);

  await goTo(page, `${project}/events/names?q=Screen%20Viewed`);
  await page.getByRole("link", { name: "Screen Viewed" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Screen Viewed" })).toBeVisible();
});

test("a viewer reads the catalogues and may change nothing of them", async ({ viewer: page }) => {
  const [key, name] = [`plan_${unique()}`, `Paid ${unique()}`];
  await core("/customers", { user_id: "43", traits: { [key]: "pro" } });
  await core("/events", { user_id: "43", name });
  await page.goto(`${project}/traits/${key}`);
  await expect(page.getByRole("button", { name: "Edit trait" })).toBeDisabled();
  await goTo(page, `${project}/events/names/${encodeURIComponent(name)}`);
  await expect(page.getByRole("button", { name: "Edit event" })).toBeDisabled();
});

test("what no sender ever spoke of is not there", async ({ page }) => {
  expect((await page.goto(`${project}/traits/never-told-${unique()}`))?.status()).toBe(404);
  expect((await page.goto(`${project}/events/names/never-seen-${unique()}`))?.status()).toBe(404);
});

test("the catalogues can be used by everybody, light and dark, wide and narrow", async ({ page }) => {
  await core("/customers", { user_id: "44", traits: { plan: "pro", website: "https://example.com" } });
  await core("/events", { user_id: "44", name: "Paid", properties: { plan: "pro" } });
  const places = ["traits/plan", "events/names/Paid"];
  await expectUsablePages(
    page,
    places.map((place) => `${project}/${place}`),
  );
});
