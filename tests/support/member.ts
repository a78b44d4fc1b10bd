import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Browser, Page } from "@playwright/test";
import pg from "pg";
import { uuidOf } from "../../db/ids";
import { instance } from "./instance";
import { arrival } from "./visiting";

const PASSWORD = "a password for tests";

type Role = "viewer" | "editor";
const inside = new Map<Role, Promise<Page>>();

/** A page of somebody else, who is a member of the instance's project with this role: of each role there is one. */
export function memberPage(browser: Browser, role: Role): Promise<Page> {
  const page = inside.get(role) ?? entered(browser, role);
  inside.set(role, page);
  return page;
}

async function entered(browser: Browser, role: Role): Promise<Page> {
  const email = `${role}-${randomUUID()}@example.com`;
  const client = new pg.Client({ connectionString: instance.databaseUrl });
  await client.connect();
  try {
    const id = randomUUID();
    const user = [id, email, `Some ${role}`, await hash(PASSWORD)];
    await client.query("insert into users (id, email, name, password_hash) values ($1, $2, $3, $4)", user);
    const member = [uuidOf("project", instance.project.id), id, role];
    await client.query("insert into members (project_id, user_id, role) select id, $2, $3 from projects where public_id = $1", member);
  } finally {
    await client.end();
  }
  const page = await browser.newPage({ baseURL: instance.url, storageState: { cookies: [], origins: [] }, reducedMotion: "reduce" });
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrival(page);
  return page;
}
