import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Browser, BrowserContext } from "@playwright/test";
import pg from "pg";
import { uuidOf } from "../../db/ids";
import { instance } from "./instance";
import { arrival } from "./owner";

const PASSWORD = "a password for tests";

type Role = "viewer" | "editor" | "admin";
type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
const inside = new Map<Role, State>();

/** A browser in which somebody else is signed in, who is a member of the instance's project with this role: of each role there is one. */
export async function signedInAs(browser: Browser, role: Role): Promise<BrowserContext> {
  const storageState = inside.get(role) ?? (await entered(browser, role));
  inside.set(role, storageState);
  return browser.newContext({ baseURL: instance.url, storageState });
}

async function entered(browser: Browser, role: Role): Promise<State> {
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
  const context = await browser.newContext({ baseURL: instance.url, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrival(page);
  const state = await context.storageState();
  await context.close();
  return state;
}
