import type { Locator, Page } from "@playwright/test";

/** Chooses from a combobox as a person does: types the name, and takes what is offered. */
export async function choose(page: Page, box: Locator, name: string) {
  await box.fill(name);
  await page.getByRole("option", { name, exact: true }).click();
}
