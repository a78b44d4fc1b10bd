import { expect, OWNER, test } from "../support/owner";
import { otherSite } from "../support/other-site";
import { expectUsable } from "../support/usable";

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
  await expect(page.getByText(/\d\.\d KB\. Loads in the background/)).toBeVisible();
  const snippet = await page.getByRole("tabpanel").locator("pre").textContent();

  await using shop = await otherSite({ "/": `<!doctype html><title>Shop</title>${snippet}` });
  const visit = await context.newPage();
  const arrived = visit.waitForResponse((response) => response.url().endsWith("/beacon/batch"));
  await visit.goto(shop.url);
  await arrived;
  await expect(page.getByText("Your event is here")).toBeVisible();
  await expect(page.getByText("by ada@example.com")).toBeVisible();
});

test("who has nothing at hand that sends signs up from here, and gets what a customer gets", async ({ page }) => {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(`By hand ${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name: "Send the first event" }).click();
  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByRole("heading", { name: "You are connected" })).toBeVisible();
  await page.getByRole("link", { name: "See the customer" }).click();
  await expect(page.getByRole("region", { name: "Timeline" }).getByText("Signed Up")).toBeVisible();

  await page.goto(new URL(page.url()).pathname.replace(/\/customers.*/, ""));
  await page.getByRole("button", { name: `${OWNER.email}: was active` }).click();
  await expect(page.getByRole("dialog").getByText("Did something in the last 7 days")).toBeVisible();
  await expectUsable(page);
});
