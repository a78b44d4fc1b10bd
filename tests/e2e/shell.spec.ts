import type { Page } from "@playwright/test";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const { slug } = instance.project;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function chooseInAccount(page: Page, item: string) {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("in the mailbox no section is the place at hand, and projects are changed from mailbox to mailbox", async ({ page }) => {
  await page.goto(`/mailbox?project=${slug}`);
  await expect(page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Customers" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Project" }).locator("[aria-current]")).toHaveCount(0);
  await page.getByRole("button", { name: /Change project$/ }).click();
  const here = page.getByRole("menuitem").filter({ has: page.getByLabel("This project") });
  await expect(here).toHaveAttribute("href", `/mailbox?project=${slug}`);
  await page.goto(`/${slug}/customers`);
  await expect(page.getByRole("navigation", { name: "Project" }).locator("[aria-current]")).toHaveText("Customers");
  await page.getByRole("button", { name: /Change project$/ }).click();
  await expect(here).toHaveAttribute("href", `/${slug}/customers`);
});

test("a viewer is told who sees the mailbox, and is not sent there", async ({ viewer: page }) => {
  await core("/events", { email: `first-${unique()}@example.com`, name: "Signed Up" });
  for (const path of ["/mailbox", "/mailbox/msg_01m8577srdf0pry5kyh48qsj4w"]) {
    await page.goto(`${path}?project=${slug}`);
    await expect(page.getByRole("heading", { name: "The mailbox is shown to editors, admins and owners" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Customers" })).toBeVisible();
  }
  await expectUsable(page);
  await page.goto(`/${slug}/start`);
  await expect(page.getByRole("link", { name: "See the customer" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the mailbox" })).toHaveCount(0);
});

test("where a browser gives no clipboard, what is copied is copied all the same, or one is told to do it by hand", async ({ context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`/${slug}/settings`);
  await page.getByRole("button", { name: "Copy the project id" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeAttached();
  await expect(page.getByRole("button", { name: "Copy the project id" })).toBeFocused();
  const other = await context.newPage();
  await other.goto("/docs");
  expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(instance.project.id);

  await page.evaluate(() => Object.defineProperty(document, "execCommand", { value: () => false }));
  await page.getByRole("button", { name: "Copy the project id" }).click();
  await expect(page.getByText("Select and copy it", { exact: true })).toBeVisible();
});

test("a secret that is shown once is shown whole, and copied from within its dialog", async ({ context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto(`/${slug}/settings/keys`);
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Whole ${unique()}`);
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  const secret = page.getByRole("dialog").locator("code", { hasText: "sk_" });
  expect(await secret.evaluate((code) => code.scrollWidth <= code.clientWidth)).toBe(true);
  await page.getByRole("dialog").getByRole("button", { name: "Copy the secret key" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeAttached();
  const text = await secret.textContent();
  const other = await context.newPage();
  await other.goto("/docs");
  expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test("help is where the account is: the documentation, and what the keyboard does", async ({ page }) => {
  await page.goto(`/${slug}`);
  await chooseInAccount(page, "Keyboard shortcuts");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Customers")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await chooseInAccount(page, "Documentation");
  await page.waitForURL("**/docs");
});

test("the language in which one sends is remembered, and agents are told where to read", async ({ page }) => {
  await page.goto(`/${slug}/start`);
  for (const [language, says] of [
    ["PHP", `["host" => "${new URL(instance.url).host}", "ssl" => false]`],
    ["Ruby", 'require "segment/analytics"'],
    ["Python", `analytics.host = "${instance.url}"`],
  ] as const) {
    await page.getByRole("tab", { name: language }).click();
    const panel = page.getByRole("tabpanel", { name: language }); // the one before is there until it has gone
    await expect(panel).toContainText(says);
    await expect(panel).toContainText(instance.project.publicKey);
  }
  await page.reload();
  await expect(page.getByRole("tab", { name: "Python" })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("link", { name: /llms\.txt$/ }).click();
  await page.waitForURL("**/llms.txt");
});

test("a tab of the browser is called what its page shows", async ({ page }) => {
  const name = `Titled ${unique()}`;
  const rule = { type: "trait", trait: "plan", operator: "is", value: "pro" };
  const [segment, broadcast, automation, template] = await Promise.all([
    core<{ id: string }>("/segments", { name, rule }),
    core<{ id: string }>("/broadcasts", { name }),
    core<{ id: string }>("/automations", { name }),
    core<{ id: string }>("/templates", { name }),
  ]);
  for (const [path, title] of [
    [`segments/${segment.id}`, name],
    [`segments/${segment.id}/edit`, `Edit ${name}`],
    [`broadcasts/${broadcast.id}`, name],
    [`broadcasts/${broadcast.id}/people`, `People of “${name}”`],
    [`automations/${automation.id}`, name],
    [`automations/${automation.id}/people`, `People in “${name}”`],
    [`templates/${template.id}`, name],
    [`templates/${template.id}/versions`, `History of “${name}”`],
    ["integrations/slack", "Slack"],
  ] as const) {
    await page.goto(`/${slug}/${path}`);
    await expect(page).toHaveTitle(new RegExp(`^${title} · .* · CrowdPower$`));
  }
});
