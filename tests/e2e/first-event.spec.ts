import { expect, test } from "../support/owner";
import { otherSite } from "../support/other-site";

test("the snippet as it is shown, pasted into a website, brings the first event, which turns the page by itself", async ({
  page,
  context,
}) => {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(`Fresh ${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name: "Send the first event" }).click();
  await page.waitForURL(/\/start$/);
  await expect(page.getByText("Waiting for your first event…")).toBeVisible();
  await expect(page.getByText(/^\d\.\d KB\. Loads in the background/)).toBeVisible();
  const snippet = await page.getByRole("tabpanel").locator("pre").textContent();

  await using shop = await otherSite({ "/": `<!doctype html><title>Shop</title>${snippet}` });
  const visit = await context.newPage();
  const arrived = visit.waitForResponse((response) => response.url().endsWith("/beacon/batch"));
  await visit.goto(shop.url);
  await arrived;
  await expect(page.getByText("Your event is here")).toBeVisible();
  await expect(page.getByText("by ada@example.com")).toBeVisible();
});
