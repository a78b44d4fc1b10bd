import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import pg from "pg";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { arrival, expect, OWNER, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";

const path = `/${instance.project.slug}/jobs`;
const ASKS = "Update segments for changed customers";

/** Something that the segments of every new project are asked about. */
const somebodyComes = () => core("/customers", { email: `job-${randomUUID()}@example.com`, traits: { plan: "pro" } });

test("a function is paused, its job waits, goes on when it is resumed, and is begun anew", async ({ page }) => {
  await page.goto(`/${instance.project.slug}`);
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByRole("heading", { name: "Jobs", exact: true })).toBeVisible();
  await page.getByRole("button", { name: `Pause ${ASKS}` }).click();
  const row = page.getByRole("region", { name: "Functions", exact: true }).getByRole("row").filter({ hasText: ASKS });
  await expect(row.getByText("Paused")).toBeVisible();

  await somebodyComes();
  await expect(async () => {
    await page.reload();
    await expect(row.getByRole("cell").nth(2)).not.toHaveText("0", { timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: `Resume ${ASKS}` }).click();
  await expect(row.getByText("Paused")).toBeHidden();

  await page.getByLabel("Function", { exact: true }).selectOption({ label: ASKS });
  await page.getByLabel("Status", { exact: true }).selectOption("Done");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/status=completed/);
  await page.getByRole("region", { name: "List of jobs" }).getByRole("link", { name: ASKS }).first().click();
  await expect(page.getByRole("list", { name: "What happened" }).getByText("refresh", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Run again" }).click();
  const anew = page.getByRole("link", { name: "It was run again: see that job" });
  await expect(async () => {
    await page.reload();
    await expect(anew).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await anew.click();
  await expect(page.getByRole("heading", { name: ASKS })).toBeVisible();
});

test("viewers and editors are told who sees jobs, and the way there is not offered to them", async ({ browser }) => {
  for (const role of ["viewer", "editor"]) {
    const page = await aMember(browser, role);
    await expect(page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Settings" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Jobs" })).toHaveCount(0);
    for (const address of [path, `${path}/job_01m8577srdf0pry5kyh48qsj4w`]) {
      await goTo(page, address);
      await expect(page.getByText("Jobs are shown to owners and admins")).toBeVisible();
      await expect(page.getByRole("button", { name: /Pause|Run again|Cancel this job/ })).toHaveCount(0);
    }
    await page.context().close();
  }
});

test("a job that does not exist is not there", async ({ page }) => {
  expect((await page.goto(`${path}/job_01m8577srdf0pry5kyh48qsj4w`))?.status()).toBe(404);
});

test("the pages of jobs can be used by everybody, light and dark, wide and narrow", async ({ page }) => {
  await somebodyComes();
  await page.goto(path);
  await page.getByRole("region", { name: "List of jobs" }).getByRole("link").first().click();
  await page.waitForURL(/job_/);
  await expectUsablePages(page, [new URL(page.url()).pathname]);
});

/** Somebody else in the project, signed in on a page of their own. They take the owner's password, as its hash. */
async function aMember(browser: Browser, role: string) {
  const email = `${role}-${randomUUID()}@example.com`;
  const db = new pg.Client({ connectionString: instance.databaseUrl });
  await db.connect();
  await db.query(
    `with person as (insert into users (id, name, email, password_hash)
       select gen_random_uuid(), 'Vera', $1, password_hash from users where email = $2 returning id)
     insert into members (project_id, user_id, role) select p.id, person.id, $3::role from person, projects p where p.slug = $4`,
    [email, OWNER.email, role, instance.project.slug],
  );
  await db.end();
  const page = await browser.newPage({ baseURL: instance.url, storageState: { cookies: [], origins: [] } });
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrival(page);
  return page;
}
