import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";

const path = `/${instance.project.slug}/customers`;
const unique = () => Date.now().toString(36);

test("somebody is added, found, given a trait, and an event of theirs recorded, all by hand", async ({ page }) => {
  const email = `joan-${unique()}@example.com`;
  await page.goto(path);
  await page.getByRole("button", { name: "Add customer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Name").fill("Joan Clarke");
  await dialog.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Joan Clarke" })).toBeVisible();

  await page.getByRole("button", { name: "Add trait" }).click();
  await dialog.getByLabel("Name").fill("seats");
  await dialog.getByLabel("Kind").selectOption({ label: "Number" });
  await dialog.getByLabel("Value").fill("12");
  await dialog.getByRole("button", { name: "Save trait" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "12" })).toBeVisible();

  await page.getByRole("button", { name: "Record event" }).click();
  await dialog.getByLabel("Event").fill("Called us");
  await dialog.getByLabel("Properties").fill("not json");
  await dialog.getByRole("button", { name: "Record event" }).click();
  await expect(dialog.getByText("Write a JSON object")).toBeVisible();
  await dialog.getByLabel("Properties").fill('{ "about": "invoice" }');
  await dialog.getByRole("button", { name: "Record event" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Called us" })).toBeVisible();

  await goTo(page, path);
  await page.getByRole("button", { name: "Add customer" }).click();
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("button", { name: "Add customer" }).click();
  await expect(dialog.getByRole("alert")).toContainText("There is a customer with this email already.");
  await dialog.getByRole("link", { name: "Open them" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Joan Clarke" })).toBeVisible();

  await goTo(page, path);
  await page.getByRole("searchbox").fill(email.toUpperCase());
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/q=JOAN/);
  await expect(page.getByRole("link", { name: "Joan Clarke" })).toHaveCount(1);
  await expect(page.getByText(/^People whose email, name or id begins with/)).toBeVisible();
});

test("a line of time longer than a page is read on, and a kind shows only itself", async ({ page }) => {
  const user_id = `long-${unique()}`;
  for (let i = 0; i < 55; i++) await core("/events", { user_id, name: `Deed ${i}` });
  const { data } = await core<{ data: { id: string }[] }>(`/customers?q=${user_id}`);
  await page.goto(`${path}/${data[0]!.id}`);
  await expect(page.getByRole("link", { name: "Deed 54", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByRole("link", { name: "Deed 0", exact: true })).toBeVisible();
  await page.getByRole("navigation", { name: "Kinds" }).getByRole("link", { name: "Pages" }).click();
  await expect(page.getByText("Nothing of this kind yet")).toBeVisible();
});

test("a conflict is decided: they are one person, and it is undone again", async ({ page }) => {
  const run = unique();
  const email = `both-${run}@example.com`;
  await core("/customers", { user_id: `first-${run}`, email, traits: { name: `First ${run}` } });
  const { id } = await core<{ id: string }>("/customers", { user_id: `second-${run}`, email, traits: { name: `Second ${run}` } });
  await page.goto(`${path}/${id}`);
  const conflicts = page.getByRole("region", { name: "Conflicts" });
  await conflicts.getByRole("link", { name: "They are one person" }).click();
  await page.getByRole("radio", { name: `First ${run}` }).check();
  await expect(page.getByText(`What is known as Second ${run} (1 name,`)).toBeVisible();
  await page.getByRole("button", { name: "Merge them" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Merged with" })).toBeVisible();
  await expect(conflicts).toHaveCount(0);
  await page.getByRole("button", { name: "Undo the merge" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the merge" }).click();
  await expect(page.getByText("Undone")).toBeVisible();
  await conflicts.getByRole("button", { name: "They are two people" }).click();
  await expect(conflicts).toHaveCount(0);
  await page.goto(`${path}/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: `Second ${run}` })).toBeVisible();
  await expect(conflicts).toHaveCount(0);
});

test("the other customer is found by a search", async ({ page }) => {
  const run = unique();
  const [one, other] = [`one-${run}@example.com`, `other-${run}@example.com`];
  const { id } = await core<{ id: string }>("/customers", { email: one });
  await core("/customers", { email: other });
  await page.goto(`${path}/${id}`);
  await page.getByRole("link", { name: "Merge", exact: true }).click();
  await page.getByRole("searchbox").fill(other);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("list", { name: "Customers found" }).getByRole("link").click();
  await page.getByRole("button", { name: "Merge them" }).click();
  await expect(page.getByRole("button", { name: "Copy the email", exact: true })).toHaveCount(2);
});

test("somebody is erased from their profile by an editor, and stays so; a viewer may not", async ({ viewer: looking, editor: page }) => {
  const email = `erased-${unique()}@example.com`;
  const { id } = await core<{ id: string }>("/customers", { email, traits: { name: "Mary Erased", plan: "pro" } });
  await looking.goto(`${path}/${id}`);
  await expect(looking.getByRole("heading", { level: 1, name: "Mary Erased" })).toBeVisible();
  for (const name of ["More actions", "Merge", "Add trait", "Edit plan"]) {
    await looking.getByRole("button", { name }).press("Enter");
    await expect(looking.getByRole("button", { name })).toBeDisabled();
  }
  await expect(looking.getByRole("link", { name: "Merge", exact: true })).toHaveCount(0);
  await expect(looking.getByRole("menu")).toHaveCount(0);
  await expect(looking.getByRole("dialog", { name: /^(Add a trait|Edit plan)$/ })).toHaveCount(0);

  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Erase…" }).click();
  await expect(page.getByRole("dialog", { name: "Erase Mary Erased?" })).toContainText("This cannot be undone.");
  await page.getByRole("dialog").getByRole("button", { name: "Erase person" }).click();
  await expect(page.getByText("Mary Erased was erased.")).toBeVisible();
  await expect(page).toHaveURL(path);
  expect((await page.goto(`${path}/${id}`))?.status()).toBe(404);

  await goTo(page, path);
  await page.getByRole("button", { name: "Add customer" }).click();
  await page.getByRole("dialog").getByLabel("Email").fill(email);
  await page.getByRole("dialog").getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByRole("dialog")).toContainText("was erased");
});

/** Somebody about whom a website has told everything that a profile can show. */
async function visitor(user: string): Promise<string> {
  const beacon = (call: string, said: object) =>
    fetch(`${instance.url}/beacon/${call}`, { method: "POST", body: JSON.stringify({ api_key: instance.project.publicKey, ...said }) });
  await beacon("track", {
    user_id: user,
    charges: [
      { amount: 4900, currency: "EUR" },
      { amount: 5050, currency: "EUR" },
      { amount: -900, currency: "EUR" },
      { amount: 1200, currency: "JPY" },
    ],
    pages: [
      { url: "https://shop.test/pricing", title: "Pricing" },
      { url: "https://shop.test/pricing?plan=pro", title: "Pricing" },
    ],
  });
  const userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
  const context = { userAgent, locale: "pt-PT", timezone: "Europe/Lisbon", country: "PT" };
  await beacon("batch", { context, batch: [{ type: "event", action: "Looked", user_id: user }] });
  return (await core<{ id: string }>(`/customers/user_id:${user}`)).id;
}

test("a profile says what somebody paid, which pages they visit, with what, and how often they come", async ({ page }) => {
  await page.goto(`${path}/${await visitor(`pays-${unique()}`)}`);
  const euros = page.getByLabel("Charges in EUR");
  await expect(euros).toContainText("€90.50"); // less the refund
  await expect(euros).toContainText("2, and 1 refunded");
  await expect(euros).toContainText("€45.25");
  await expect(page.getByLabel("Charges in JPY")).toContainText("¥1,200");
  await expect(page.getByRole("region", { name: /^Pages/ })).toContainText("2 visits of 1 page");
  await expect(page.getByRole("region", { name: /^Device/ })).toContainText("Chrome 141");
  await expect(page.getByRole("region", { name: /^Device/ })).toContainText("Portugal");
  await expect(page.getByText(/, 1 session$/)).toBeVisible();
});

test("the pages of people can be used by everybody, light and dark, wide and narrow", async ({ page }) => {
  const run = unique();
  const id = await visitor(`axe-${run}`);
  await core("/customers", { user_id: `axe-${run}`, email: `axe-${run}@example.com` });
  const other = await core<{ id: string }>("/customers", { user_id: `axe-too-${run}`, email: `axe-${run}@example.com` });
  await expectUsablePages(page, [`${path}/${id}`, `${path}/${id}/merge?with=${other.id}`, `${path}/${id}/merge?q=axe`]);
});
