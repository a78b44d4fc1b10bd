import type { Browser, Page } from "@playwright/test";
import { goTo } from "../support/going";
import { instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const { slug } = instance.project;
const settings = `/${slug}/settings`;
const unique = () => Date.now().toString(36);
const PASSWORD = "another long password";

const inNewBrowser = async (browser: Browser) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, baseURL: instance.url });
  return context.newPage();
};

/** Makes an invitation and answers its link, which is shown because mail stays on this machine. */
async function invited(page: Page, email: string, role: string): Promise<string> {
  await page.goto(`${settings}/team`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Role").selectOption(role);
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  const link = await dialog.getByText(/\/invite\//).textContent();
  await dialog.getByRole("button", { name: "Done" }).click();
  return link!;
}

/** A second person in a browser of their own, who came by an invitation. */
async function newcomer(page: Page, browser: Browser, role: string) {
  const email = `${role}-${unique()}@example.com`;
  const link = await invited(page, email, role);
  const theirs = await inNewBrowser(browser);
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill(`Grace ${role}`);
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: /^Create your account/ }).click();
  await theirs.waitForURL(`**/${slug}`);
  return { email, link, theirs };
}

test("somebody new is invited, comes in, is given another role, and is out at once when removed", async ({ page, browser }) => {
  const { email, link, theirs } = await newcomer(page, browser, "viewer");
  const again = await inNewBrowser(browser);
  await again.goto(link);
  await expect(again.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await again.context().close();

  await page.goto(`${settings}/team`);
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("combobox").selectOption("editor");
  await expect(page.getByText("Grace viewer is now editor.")).toBeVisible();
  await theirs.goto(`/${slug}/segments/new`);
  await expect(theirs.getByRole("button", { name: "Create segment" })).toBeEnabled();

  await row.getByRole("button", { name: "More about Grace viewer" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove Grace viewer" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0); // it hides the rows behind it while it asks
  await expect(row).toHaveCount(0);
  expect((await theirs.goto(`/${slug}`))?.status()).toBe(404);
  await theirs.context().close();
});

test("an invitation for another address offers to switch; who has an account signs in and joins", async ({ page, browser }) => {
  const { email, theirs } = await newcomer(page, browser, "editor");
  await page.goto(`${settings}/team`);
  await page
    .getByRole("row")
    .filter({ hasText: email })
    .getByRole("button", { name: /^More about/ })
    .click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("button", { name: /^Remove Grace/ }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);

  const other = `other-${unique()}@example.com`;
  const [forOther, forThem] = [await invited(page, other, "viewer"), await invited(page, email, "viewer")];
  await theirs.goto(forOther);
  await expect(theirs.getByText(`This invitation is for ${other}`)).toBeVisible();
  await theirs.getByRole("button", { name: "Sign out and continue" }).click();
  await expect(theirs.getByLabel("Your name")).toBeVisible();
  await theirs.goto(forThem);
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: /^Sign in and join/ }).click();
  await theirs.waitForURL(`**/${slug}`);
  await theirs.context().close();
});

test("an address that is a member already is refused, and a revoked invitation is gone", async ({ page, browser }) => {
  const { email, theirs } = await newcomer(page, browser, "viewer");
  await theirs.context().close();
  await page.goto(`${settings}/team`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Create invitation" }).click();
  await expect(page.getByText("Grace viewer is a member already.")).toBeVisible();
  await page.keyboard.press("Escape");

  const open = `open-${unique()}@example.com`;
  const link = await invited(page, open, "viewer");
  await page.getByRole("button", { name: `Resend the invitation for ${open}` }).click();
  await expect(page.getByRole("heading", { name: "A new link" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect((await page.request.get(link)).status()).toBe(200);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await page.goto(`${settings}/team`);
  await page.getByRole("button", { name: `Revoke the invitation for ${open}` }).click();
  await expect(page.getByRole("row").filter({ hasText: open })).toHaveCount(0);
});

test("a viewer sees what they may not do, and why", async ({ page, browser }) => {
  const { theirs } = await newcomer(page, browser, "viewer");
  await theirs.goto(`${settings}/team`);
  await expect(theirs.getByRole("button", { name: "Invite somebody" })).toBeDisabled();
  await expect(theirs.getByText("Only admins and owners of this project may change its team.")).toBeVisible();
  await expect(theirs.getByRole("combobox")).toHaveCount(0);
  for (const part of ["", "/data", "/sending"]) {
    await goTo(theirs, `${settings}${part}`);
    await expect(theirs.getByRole("button", { name: "Save changes" })).toBeDisabled();
    await expect(theirs.getByText("Only admins and owners of this project may change its settings.")).toBeVisible();
  }
  await goTo(theirs, `${settings}/keys`);
  await expect(theirs.getByRole("heading", { name: "Keys are shown to editors" })).toBeVisible();
  await goTo(theirs, `${settings}/audit`);
  await expect(theirs.getByRole("heading", { name: "The audit log is shown to admins" })).toBeVisible();
  expect((await theirs.request.get(`${settings}/audit/export`)).status()).toBe(403);

  await goTo(theirs, `${settings}/team`);
  await theirs.getByRole("button", { name: /^Leave / }).click();
  await theirs.getByRole("button", { name: "Leave this project" }).click();
  await theirs.waitForURL("**/projects");
  await theirs.context().close();
});

test("a key is made for what was picked, rotated, and its successor works beside it", async ({ page }) => {
  const name = `Reports ${unique()}`;
  await page.goto(`${settings}/keys`);
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Permissions").selectOption("custom");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("Pick at least one thing that the key may do.")).toBeVisible();
  await page.getByRole("checkbox", { name: "See segments" }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByText(/^sk_[\w-]{32}$/);
  const old = (await shown.textContent())!;
  await page.keyboard.press("Escape"); // what cannot be shown again is not lost by a slip
  await expect(shown).toHaveText(old);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(shown).toHaveCount(0);
  const asked = async (key: string, path: string) =>
    (await fetch(`${instance.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect([await asked(old, "/segments"), await asked(old, "/customers")]).toEqual([200, 403]);

  await page.getByRole("button", { name: `Rotate ${name}` }).click();
  await page.getByRole("button", { name: "Make the new key" }).click();
  const next = (await shown.textContent())!;
  await page.getByRole("button", { name: "Done" }).click();
  expect([await asked(next, "/segments"), await asked(next, "/customers"), await asked(old, "/segments")]).toEqual([200, 403, 200]);
  await expect(page.getByRole("row").filter({ hasText: name }).filter({ hasText: "Ends" })).toBeVisible();
});

test("what was changed is in the audit log, filtered by who did it, and as a file", async ({ page }) => {
  await page.goto(`${settings}/data`);
  await page.getByLabel("Keep events for (days)").fill("0");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Keep them for a day at least.")).toBeVisible();
  await page.getByLabel("Keep events for (days)").fill("3650");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Your changes are saved.")).toBeVisible();
  await goTo(page, `${settings}/audit`);
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Project updated" });
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/verb=project\.updated/);
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("Olive Owner");
  await expect(first).toContainText("3650");
  const file = await page.request.get(`${settings}/audit/export?verb=project.updated`);
  expect(file.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(await file.text()).toContain("3650");
});

test("the project moves to another address, and links to the old one go on working", async ({ page }) => {
  const name = `Mover ${unique()}`;
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name: "Send the first event" }).click();
  await page.waitForURL("**/start");
  const old = new URL(page.url()).pathname.split("/")[1]!;
  await page.goto(`/${old}/settings`);
  await page.getByLabel("Address").fill("docs");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("That address is taken by the app itself.")).toBeVisible();
  await page.getByLabel("Address").fill(`${old}-new`);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(`**/${old}-new/settings`);
  expect((await page.goto(`/${old}/segments`))?.status()).toBe(200);
});

test.describe.configure({ timeout: 120_000 });

test("who invites can be anybody", async ({ page }) => {
  await page.goto(`${settings}/team`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await expectUsable(page);
});
