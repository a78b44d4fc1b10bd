import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { instance } from "../support/instance";
import { instanceFile } from "../support/instance-files";
import { arrival, expect, OWNER, test } from "../support/owner";

const { slug } = instance.project;
const NOBODY = { cookies: [], origins: [] };
const DATA = dirname(instanceFile());

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const sendSignedUp = (key: string) =>
  fetch(`${instance.url}/beacon/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ email: "ada@example.com", action: "Signed Up", properties: { plan: "pro" } }),
  });

/** Reads with a session's cookies as they were, whatever has become of the browser that had them. */
const answerFor = async (cookies: Awaited<ReturnType<BrowserContext["cookies"]>>, path: string) => {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { status, headers } = await fetch(`${instance.url}${path}`, { headers: { cookie }, redirect: "manual" });
  return { status, location: headers.get("location") };
};

test("the claim link works once; afterwards nobody gets in without an account", async ({ browser, ownerWindow }) => {
  expect((await ownerWindow.cookies()).length).toBeGreaterThan(0);
  const page = await browser.newPage({ storageState: NOBODY, baseURL: instance.url });
  await page.goto(instance.signInUrl);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  for (const path of ["/", `/${slug}`, `/${slug}/settings/keys`, "/account", "/projects/new"]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/sign-in$/);
  }
  await page.close();
});

test("a wrong password and an unknown account look the same; what was typed stays", async ({ browser, ownerWindow }) => {
  expect((await ownerWindow.cookies()).length).toBeGreaterThan(0);
  const page = await browser.newPage({ storageState: NOBODY, baseURL: instance.url });
  for (const email of [OWNER.email, "nobody@example.com"]) {
    await signIn(page, { email, password: "not the password" });
    await expect(page.getByText("Wrong email or password.")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(email);
  }
  await page.close();
});

test("signing out ends the session, also for a copy of its cookie", async ({ browser, ownerWindow }) => {
  expect((await ownerWindow.cookies()).length).toBeGreaterThan(0);
  const context = await browser.newContext({ storageState: NOBODY, baseURL: instance.url });
  const page = await context.newPage();
  await signIn(page, OWNER);
  await arrival(page);
  const cookies = await context.cookies();
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: instance.url.startsWith("https") });
  expect(await answerFor(cookies, "/account")).toMatchObject({ status: 200 });
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await answerFor(cookies, "/account")).toEqual({ status: 307, location: "/sign-in" });
  await context.close();
});

test("a session is seen and ended from another browser", async ({ page, browser }) => {
  const context = await browser.newContext({ storageState: NOBODY, baseURL: instance.url });
  const elsewhere = await context.newPage();
  await signIn(elsewhere, OWNER);
  await arrival(elsewhere);
  await page.goto("/account");
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByRole("button", { name: "End session" })).toHaveCount(0);
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in$/);
  await context.close();
});

test("a forgotten password: one line on the machine, a link that works once, in any browser", async ({ browser, ownerWindow }) => {
  expect((await ownerWindow.cookies()).length).toBeGreaterThan(0);
  const said = execFileSync(process.execPath, ["scripts/reset-password.mjs", OWNER.email, "--data", DATA], { encoding: "utf8" });
  const link = /http\S+\/reset-password\/\S+/.exec(said)![0];
  const context = await browser.newContext({ storageState: NOBODY, baseURL: instance.url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await expect(page.getByLabel("New password")).toBeFocused();
  await page.getByLabel("New password").fill(OWNER.password);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await arrival(page);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await context.close();
});

test.describe("inside", () => {
  test.beforeEach(async ({ page, context }) => {
    await context.clearCookies(); // the password was set anew, which ended the sessions before
    await signIn(page, OWNER);
    await arrival(page);
  });

  test("a new project shows its secret key once, notices its first event, and is deleted by its name", async ({ page }) => {
    const name = `Engines ${Date.now().toString(36)}`;
    await page.goto("/projects/new");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(page.getByText(/^sk_/)).toBeVisible();
    const key = (await page.getByText(/^pk_/).textContent())!;
    await page.getByRole("link", { name: "Send the first event" }).click();
    await expect(page.getByText("Waiting for your first event…")).toBeVisible();
    await expect(page.getByText(`cp("init", "${key}")`)).toBeVisible();
    expect((await sendSignedUp(key)).status).toBe(200);
    await expect(page.getByText("Your event is here")).toBeVisible();
    await expect(page.getByText("Signed Up by ada@example.com")).toBeVisible();

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await page.getByLabel(/^Type/).fill("something else");
    await page.getByRole("button", { name: "Delete this project" }).click();
    await expect(page.getByText(`That is not "${name}".`)).toBeVisible();
    await page.getByLabel(/^Type/).fill(name);
    await page.getByRole("button", { name: "Delete this project" }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await expect(page.getByText(name)).toHaveCount(0);
    expect((await sendSignedUp(key)).status).not.toBe(500);
  });

  test("a secret key is made, works, and is revoked", async ({ page }) => {
    const name = `Server ${Date.now().toString(36)}`;
    await page.goto(`/${slug}/settings/keys`);
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Create key" }).click();
    const key = (await page.getByText(/^sk_[\w-]{32}$/).textContent())!;
    const asked = await fetch(`${instance.url}/api/v1/segments`, { headers: { authorization: `Bearer ${key}` } });
    expect(asked.status).toBe(200);
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(key)).toHaveCount(0);
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("button", { name: "Revoke this key" }).click();
    await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
  });

  test("an action posted from another site is not accepted, though the cookie came along", async ({ page }) => {
    await page.goto("/account");
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === "POST" && sent.headers()["next-action"] !== undefined),
      page.getByRole("button", { name: "Save your name" }).click(),
    ]);
    const forged = (request.postData() ?? "").replace(OWNER.name, "Mallory");
    const headers = { ...(await request.allHeaders()), origin: "https://evil.example" };
    const own = Object.fromEntries(Object.entries(headers).filter(([header]) => !header.startsWith(":")));
    await page.request.post(request.url(), { headers: own, data: forged });
    await page.reload();
    await expect(page.getByLabel("Your name")).toHaveValue(OWNER.name);
  });
});

test("every page is in nobody's frame, runs only scripts of its own, and no answer's type is guessed", async () => {
  const seen = new Set<string>();
  for (const path of ["/sign-in", "/docs", "/nothing-is-here"]) {
    const response = await fetch(instance.url + path, { redirect: "manual" });
    const said = (name: string) => response.headers.get(name);
    const policy = said("content-security-policy") ?? "";
    const [, nonce = ""] = /script-src 'self' 'nonce-([^']{20,})' 'strict-dynamic';/.exec(policy) ?? [];
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect([said("x-frame-options"), said("x-content-type-options")], path).toEqual(["DENY", "nosniff"]);
    expect(said("referrer-policy"), path).toBe("strict-origin-when-cross-origin");
    expect(said("request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    expect([said("strict-transport-security"), said("x-powered-by")], path).toEqual([null, null]);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(0);
    for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
    seen.add(nonce);
  }
  expect(seen.size).toBe(3);
  for (const path of ["/api/health/live", "/v1/t", "/beacon/events", "/cp.js", "/openapi.json", "/u/none"]) {
    expect((await fetch(instance.url + path)).headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});
