import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { core, instance } from "../support/instance";
import { expect, OWNER, test } from "../support/owner";

const { slug } = instance.project;
const compiled = { timeout: 20_000 }; // the compiler loads when it is first needed
const unique = () => Date.now().toString(36);

async function expectNoBarrier(page: Page) {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
}

test("a template starts from the default one, is written, seen as a customer, published, and tested", async ({ page }) => {
  const run = unique();
  await core("/customers", { email: `ada-${run}@example.com`, traits: { first_name: "Ada" } });
  await page.goto(`/${slug}/templates`);
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "New template" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Trial ${run}`);
  await page.getByRole("button", { name: "Create template" }).click();

  const content = page.getByRole("textbox", { name: "Content of the email" });
  await expect(content).toContainText("Thank you for signing up.");
  await page.getByLabel("Subject").fill(`Ending soon ${run}, {{ customer.first_name }}`);
  await content.getByText("Until soon,").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" dear ");
  await page.getByRole("button", { name: "Insert variable" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("customer.last_name");
  await page.getByLabel("When it is not known, write").fill("friend");
  await page.getByRole("dialog").getByRole("button", { name: "Insert variable" }).click();
  await expect(content).toContainText("Until soon, dear customer.last_name or “friend”");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expectNoBarrier(page);

  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByPlaceholder("Find a customer by address").fill(`ada-${run}`);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("button", { name: `ada-${run}@example.com` }).click();
  await expect(page.getByText(`Ending soon ${run}, Ada`)).toBeVisible(compiled);
  await expect(page.frameLocator("iframe").getByText("Until soon, dear friend")).toBeVisible();
  await page.getByRole("button", { name: "Plain text" }).click();
  await expect(page.getByText("Until soon, dear friend")).toBeVisible();

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published as version 1")).toBeVisible(compiled);
  await page.getByRole("button", { name: "Send test to me" }).click();
  await expect(page.getByText(`Test sent to ${OWNER.email}`)).toBeVisible(compiled);

  await page.goto(`/mailbox?project=${slug}&q=${run}`);
  await page.getByRole("link", { name: OWNER.email }).first().click();
  await expect(page.getByRole("heading", { name: `[Test] Ending soon ${run}, Ada` })).toBeVisible();
  await expect(page.getByText("List-Unsubscribe=One-Click")).toBeVisible();
  await expectNoBarrier(page);
});

test("what cannot be published is refused with its place, and nothing is lost", async ({ page }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Broken ${unique()}`, subject: "Hello" });
  await page.goto(`/${slug}/templates/${id}`);
  await page.getByLabel("Subject").fill("Hello {{ customer.first_name | shout }}");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/The subject cannot be published.*undefined filter: shout/)).toBeVisible(compiled);
  await page.reload();
  await expect(page.getByLabel("Subject")).toHaveValue("Hello {{ customer.first_name | shout }}");
});

test("an email is shown in a frame that can do nothing, and its link to leave opens beside it", async ({ page, context }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Leaving ${unique()}` });
  await page.goto(`/${slug}/templates/${id}`);
  await page.getByRole("button", { name: "Send test to me" }).click();
  await expect(page.getByText(/^Test sent to/)).toBeVisible(compiled);
  await page.goto("/mailbox");
  const framed = page.waitForResponse(/\/api\/frames\/mailbox\//);
  await page.getByRole("link", { name: OWNER.email }).first().click();
  const policy = (await framed).headers()["content-security-policy"];
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);

  const opened = context.waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link", { name: "Unsubscribe" }).click();
  const leaving = await opened;
  await expectNoBarrier(leaving);
  await leaving.getByRole("button", { name: "Unsubscribe" }).click();
  await leaving.getByRole("button", { name: "Subscribe again" }).click();
  await expect(leaving.getByRole("button", { name: "Unsubscribe" })).toBeVisible();
});

test("every message says what became of it", async ({ page }) => {
  await page.goto(`/${slug}/messages`);
  await expectNoBarrier(page);
  await page.getByRole("link", { name: OWNER.email }).first().click();
  await expect(page.getByRole("tab", { name: "Source" })).toBeVisible();
  await expect(page.getByText("Sent", { exact: true })).toHaveCount(1);
  await page.getByRole("tab", { name: "Source" }).click();
  await expect(page.getByText("<!DOCTYPE html")).toBeVisible();
});
