import type { Page } from "@playwright/test";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const home = `/${instance.project.slug}`;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

const palette = (page: Page) => page.getByRole("dialog", { name: "Search or go to" });

async function openPalette(page: Page) {
  await expect(async () => {
    await page.keyboard.press("Control+k"); // heard as soon as the page has come alive
    await expect(palette(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  return palette(page);
}

test("one line goes anywhere, finds by name and remembers, without a mouse", async ({ page }) => {
  const run = unique();
  const { id } = await core<{ id: string }>("/customers", { email: `palette-${run}@example.com`, traits: { name: `Paula ${run}` } });
  await page.goto(home);
  await openPalette(page);
  await page.keyboard.type("broad");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${home}/broadcasts`);

  const line = await openPalette(page);
  await page.keyboard.type(`palette-${run}`);
  await expect(line.getByRole("option", { name: `Paula ${run}` })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${home}/customers/${id}`);
  await expect(page.getByRole("heading", { name: `Paula ${run}` })).toBeFocused();

  await openPalette(page);
  await expect(line.getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText([new RegExp(`Paula ${run}`)]);
  await expectUsable(page);
  await page.keyboard.press("Escape");
  await expect(line).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("autom"); // before there is a line to type in
  await expect(line.getByRole("combobox")).toHaveValue("autom");
  await expect(line.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("ations");
  await expect(line.getByRole("combobox")).toHaveValue("automations");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${home}/automations`);
});

test("what is begun most is begun from it, and a theme is chosen", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(home);
  await openPalette(page);
  await page.keyboard.type("new broad");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New broadcast" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${home}/broadcasts`);

  await openPalette(page);
  await page.keyboard.type("copy public");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The public key is copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(instance.project.publicKey);

  await openPalette(page);
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("letters go to sections and through lists, and none fires while one types", async ({ page }) => {
  const run = unique();
  for (const name of ["A", "B"])
    await core("/segments", { name: `Keys ${run} ${name}`, rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  await page.goto(home);
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { name: "Segments", level: 1 })).toBeFocused();

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type(`Keys ${run}`); // has a k and an s
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Keys/ })).toHaveCount(2);
  await page.getByRole("heading", { name: "Segments", level: 1 }).focus();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: `Keys ${run} A` })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: `Keys ${run} B` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Keys ${run} B` })).toBeVisible();
});

test("the shortcuts are shown, and can be switched off", async ({ page }) => {
  await page.goto(home);
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await page.keyboard.press("?");
  const shown = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shown.getByText("Customers")).toBeVisible();
  await expectUsable(page);
  await shown.getByRole("checkbox").press("Space");
  await page.keyboard.press("Escape");
  await expect(shown).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await expect(shown).toHaveCount(0);
});

test("a viewer finds everything and is offered nothing that they may not begin", async ({ viewer: page }) => {
  await page.goto(home);
  const line = await openPalette(page);
  await expect(line.getByRole("option", { name: "Customers" })).toBeVisible();
  await expect(line.getByRole("option", { name: /^New / })).toHaveCount(0);
  await expect(line.getByRole("option", { name: "Jobs" })).toHaveCount(0);
});
