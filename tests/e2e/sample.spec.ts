import type { Page } from "@playwright/test";
import { expectOpens } from "../support/opened";
import { REMOVES_SAMPLE } from "../support/openings";
import { expect, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const go = (page: Page, name: string) => page.getByLabel("Sidebar").getByRole("link", { name, exact: true }).click();

test("somebody explores the sample shop, and removes it", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/projects");
  await page.getByRole("button", { name: "Explore a sample shop" }).click();
  await expect(page.getByRole("heading", { name: "Bluebird Coffee" })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("region", { name: "Sample data" })).toContainText("What you send here reaches nobody");
  await expect(page.getByText("2,000").first()).toBeVisible();
  const home = new URL(page.url()).pathname;
  await expectUsable(page);

  await go(page, "Segments");
  await expect(page.getByRole("link", { name: "Not seen for 30 days" })).toBeVisible();
  await go(page, "Automations");
  await page.getByRole("link", { name: "Welcome series" }).click();
  await expect(page.getByRole("heading", { name: "Welcome series" })).toBeVisible();
  await go(page, "Broadcasts");
  await page.getByRole("link", { name: "Autumn harvest" }).click();
  await expect(page.getByText("https://shop.example.com/coffee/new")).toBeVisible();

  await page.goto("/projects/new");
  await page.getByRole("button", { name: "Explore a sample shop" }).click();
  await page.waitForURL(`**${home}`);
  await expectOpens(page, REMOVES_SAMPLE);
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await page.getByRole("dialog", { name: "Remove the sample?" }).getByRole("button", { name: "Remove the sample" }).click();
  await page.waitForURL("**/projects");
  await expect(page.getByRole("link", { name: "Bluebird Coffee" })).toHaveCount(0);
  expect((await page.goto(home))?.status()).toBe(404);
});
