import { choose } from "../support/choosing";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";

const project = `/${instance.project.slug}`;
const unique = () => Date.now().toString(36);
const aCustomer = (name: string) => core<{ id: string }>("/customers", { email: `${name}-${unique()}@example.com`, traits: { name } });
const tag = (customer: string, name: string) => core(`/customers/${customer}/tags`, { name });

test("a tag is made, put on somebody by keyboard, shows who has it, and is taken off again", async ({ page }) => {
  const name = `VIP ${unique()}`;
  const { id } = await aCustomer("Ada");
  await page.goto(`${project}/tags`);
  await page.getByRole("button", { name: "New tag" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Description").fill("People we call back.");
  await dialog.getByRole("radio", { name: "Green" }).check();
  await dialog.getByRole("button", { name: "Create tag" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();

  await goTo(page, `${project}/customers/${id}`);
  const box = page.getByRole("combobox", { name: "Add a tag" });
  await box.fill(name.slice(0, -1));
  await box.press("Enter");
  await expect(page.getByRole("list", { name: "Tags" }).getByText(name)).toBeVisible();
  await box.fill(`New ${name}`);
  await box.press("Enter");
  await expect(page.getByRole("button", { name: `Remove New ${name}` })).toBeVisible();
  await expect(page.getByText("Got the tag")).toHaveCount(2);

  await goTo(page, `${project}/tags`);
  await page.getByRole("searchbox").fill(name);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(/customers\?tag=tag_/);
  await expect(page.getByRole("link", { name: "Ada" })).toHaveCount(1);
  await expect(page.getByText(/^1 of [\d,]+ (person|people)$/)).toBeVisible();
  await page.getByRole("searchbox").fill("Nobody is called so");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("combobox", { name: "Tag", exact: true })).toHaveValue("");
  await page.getByRole("combobox", { name: "Tag", exact: true }).selectOption({ label: `With “${name}”` });
  await expect(page.getByRole("link", { name: "Ada" })).toHaveCount(1);
  await expect(page.getByRole("searchbox")).toHaveValue("");

  await goTo(page, `${project}/customers/${id}`);
  await page.getByRole("button", { name: `Remove ${name}`, exact: true }).click();
  await expect(page.getByText("Lost the tag")).toBeVisible();
  await expect(page.getByRole("list", { name: "Tags" }).getByText(name, { exact: true })).toHaveCount(0);
});

test("a rule asks for a tag; a tag in use is not deleted and says where; two tags are merged", async ({ page }) => {
  const run = unique();
  const { id } = await aCustomer("Grace");
  await tag(id, `Old ${run}`);
  await core("/tags", { name: `Kept ${run}` });

  await page.goto(`${project}/segments/new`);
  await page.getByLabel("Name", { exact: true }).fill(`Kept ones ${run}`);
  await page.getByLabel("Ask about").selectOption("tag");
  await page.getByLabel("Tag", { exact: true }).selectOption({ label: `Kept ${run}` });
  await expect(page.getByText(`Customers who have the tag “Kept ${run}”`)).toBeVisible();
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByRole("heading", { name: `Kept ones ${run}` })).toBeVisible();

  await goTo(page, `${project}/tags?q=${run}`);
  await page.getByRole("button", { name: `Actions for Kept ${run}` }).click();
  await page.getByRole("menuitem", { name: "Where it is used…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("link", { name: `Kept ones ${run}` })).toHaveAttribute("href", /\/segments\/seg_/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Actions for Kept ${run}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await dialog.getByRole("button", { name: "Delete tag" }).click();
  await expect(dialog.getByRole("alert")).toContainText(`Kept ones ${run}`);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: `Actions for Old ${run}` }).click();
  await page.getByRole("menuitem", { name: "Merge…" }).click();
  await expect(dialog.getByText("1 person with")).toBeVisible();
  await choose(page, dialog.getByLabel("Into"), `Kept ${run}`);
  await dialog.getByRole("button", { name: "Merge tags" }).click();
  await expect(page.getByRole("link", { name: `Old ${run}` })).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(`Kept ${run}`) }).getByRole("cell", { name: "1", exact: true })).toBeVisible();

  await goTo(page, `${project}/customers/${id}`);
  await expect(page.getByRole("button", { name: `Remove Kept ${run}` })).toBeVisible();
});

test("many people are tagged at once from the list", async ({ page }) => {
  const [run, name] = [unique(), `Many ${unique()}`];
  for (const who of ["one", "two"]) await core("/customers", { user_id: `${run}-${who}`, traits: { name: `${who} ${run}` } });
  await page.goto(`${project}/customers?q=${run}`);
  await page.getByRole("checkbox", { name: "Choose everybody on this page" }).check();
  const bar = page.getByRole("region", { name: "Chosen customers" });
  await expect(bar.getByText("2 people chosen")).toBeVisible();
  await bar.getByRole("combobox", { name: "Tag to add or remove" }).fill(name);
  await page.keyboard.press("Escape"); // what is offered closes, what was typed stays
  await bar.getByRole("button", { name: "Add tag" }).click();
  await expect(page.getByRole("cell", { name })).toHaveCount(2);
  await expect(bar).toHaveCount(0);
  await page.getByRole("checkbox", { name: `Choose one ${run}` }).check();
  await bar.getByRole("combobox", { name: "Tag to add or remove" }).fill(name);
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: "Remove tag" }).click();
  await expect(page.getByRole("cell", { name })).toHaveCount(1);
});

test("of what is wrong in a dialog, the field has the focus", async ({ page }) => {
  const name = `Twice ${unique()}`;
  await core("/tags", { name });
  await page.goto(`${project}/tags`);
  await page.getByRole("button", { name: "New tag" }).click();
  const field = page.getByRole("dialog").getByLabel("Name");
  await field.fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create tag" }).click();
  await expect(field).toHaveAccessibleDescription("Another tag has this name.");
  await expect(field).toBeFocused();
});

test("a viewer sees tags and may change nothing of them", async ({ viewer: page }) => {
  const name = `Seen ${unique()}`;
  const { id } = await aCustomer("Joan");
  await tag(id, name);
  await page.goto(`${project}/tags?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByRole("button", { name: "New tag" })).toBeDisabled();
  await expect(page.getByRole("button", { name: `Actions for ${name}` })).toHaveCount(0);
  await goTo(page, `${project}/customers/${id}`);
  await expect(page.getByRole("list", { name: "Tags" }).getByText(name)).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Add a tag" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: `Remove ${name}` })).toHaveCount(0);
});

test("the pages of tags can be used by everybody, light and dark, wide and narrow", async ({ page }) => {
  const { id } = await aCustomer("Axe");
  for (const name of ["One", "A tag with a name so long that it does not fit a small telephone's screen"]) await tag(id, name);
  const places = ["tags?q=nothing-like-it", `customers/${id}`];
  await expectUsablePages(
    page,
    places.map((place) => `${project}/${place}`),
  );
});
