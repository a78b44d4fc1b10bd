import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";

const path = `/${instance.project.slug}/segments`;
const unique = () => Date.now().toString(36);

const tell = (email: string, trait: string) => core<{ id: string }>("/customers", { email, traits: { [trait]: true } });

test("making a segment, seeing who is in it, and watching somebody enter", async ({ page }) => {
  const [run, trait] = [unique(), `vip_${unique()}`];
  await tell(`ann-${run}@example.com`, trait);

  await page.goto(`${path}/new`);
  await page.getByLabel("Name", { exact: true }).fill(`Very important ${run}`);
  await page.getByLabel("Description").fill(`Who we call ${run}.`);
  await page.getByLabel("Ask about").selectOption("trait");
  await page.getByRole("combobox", { name: "Trait", exact: true }).fill(trait);
  await page.getByLabel("How to compare").selectOption("exists");
  await expect(page.getByText(/^1 of [\d,]+ (person|people)$/)).toBeVisible();
  await page.getByRole("button", { name: "Create segment" }).click();

  await expect(page.getByRole("heading", { name: `Very important ${run}` })).toBeVisible();
  await expect(page.getByText(`Who we call ${run}.`)).toBeVisible();
  await expect(page.getByRole("cell", { name: `ann-${run}@example.com` }).first()).toBeVisible();
  await tell(`bob-${run}@example.com`, trait);
  await expect(page.getByRole("cell", { name: `bob-${run}@example.com` }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("list", { name: "Entered and left" }).getByRole("listitem")).toHaveCount(2);

  await page.getByRole("button", { name: "Email these people" }).click();
  await expect(page.getByRole("heading", { name: `To Very important ${run}` })).toBeVisible();
  await expect(page.getByText(`Customers in “Very important ${run}”`)).toBeVisible();
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("region", { name: "Used in" }).getByText(`To Very important ${run} broadcast, draft`)).toBeVisible();

  await page
    .getByRole("link", { name: `bob-${run}@example.com` })
    .first()
    .click();
  await page.getByRole("button", { name: `Why is bob-${run}@example.com in Very important ${run}?` }).click();
  const sheet = page.getByRole("dialog", { name: `bob-${run}@example.com` });
  await expect(sheet).toContainText(`They match the rule of “Very important ${run}”.`);
  await expect(sheet).toContainText(`${trait} is known`);
});

test("what is not saved is not left by mistake, and a segment that is refused shows where it is wrong", async ({ page }) => {
  const name = `Taken ${unique()}`;
  await core("/segments", { name, rule: { type: "trait", trait: "plan", operator: "exists" } });
  await page.goto(`${path}/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  const answers = [false, true];
  page.on("dialog", (asked) => (answers.shift() ? asked.accept() : asked.dismiss()));
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await page.getByLabel("Ask about").selectOption("trait");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByLabel("Value", { exact: true })).toBeFocused();
  await page.getByRole("combobox", { name: "Trait", exact: true }).fill("plan");
  await page.getByLabel("How to compare").selectOption("exists");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByText("Another segment has this name.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  expect(answers).toEqual([]);
});

test("a rule is built by keyboard alone, and what is unfinished is marked where it is", async ({ page }) => {
  await page.goto(`${path}/new`);
  await page.getByLabel("Name", { exact: true }).fill(`By keyboard ${unique()}`);
  await page.getByRole("button", { name: "Add group" }).press("Enter");
  const group = page.getByRole("group", { name: "Group of conditions" });
  await expect(group.getByLabel("How they are joined")).toBeFocused();
  await group.getByRole("combobox", { name: "Trait", exact: true }).fill("plan");
  await page.getByRole("button", { name: "Create segment" }).press("Enter");
  await expect(group.getByText("Say what.")).toBeVisible();

  await group.getByLabel("Value", { exact: true }).fill("pro");
  await page.getByRole("button", { name: "Move group 2 up" }).press("Enter");
  await page.getByRole("button", { name: "Remove condition 2" }).last().press("Enter");
  await expect(page.getByText("Customers whose plan is “pro”")).toBeVisible();
  await page.getByRole("button", { name: "Create segment" }).press("Enter");
  await expect(page).toHaveURL(/\/segments\/seg_/);
});

test("a segment is duplicated and deleted", async ({ page }) => {
  const name = `To go ${unique()}`;
  const rule = { type: "trait", trait: "plan", operator: "is", value: "pro" };
  const { id } = await core<{ id: string }>("/segments", { name, rule });
  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: `Edit ${name} (copy)` })).toBeVisible();

  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete segment" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  expect((await page.goto(`${path}/${id}`))?.status()).toBe(404);
});

test("a segment that does not exist is not there", async ({ page }) => {
  expect((await page.goto(`${path}/seg_01m8577srdf0pry5kyh48qsj4w`))?.status()).toBe(404);
});

test("a viewer sees segments, tries a rule, and may change nothing", async ({ viewer: page }) => {
  const name = `Looked at ${unique()}`;
  const { id } = await core<{ id: string }>("/segments", { name, rule: { type: "trait", trait: "plan", operator: "exists" } });
  await page.goto(`${path}?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByRole("button", { name: "New segment" })).toBeDisabled();
  await expect(page.getByRole("link", { name: "New segment" })).toHaveCount(0);
  await goTo(page, `${path}/${id}`);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit segment" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "More actions" })).toHaveCount(0);
  await goTo(page, `${path}/${id}/edit`);
  await expect(page.getByText(/of [\d,]+ (person|people)$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save segment" })).toBeDisabled();
});
