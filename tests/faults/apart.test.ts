import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "@/db/embedded";
import { eventually, RunningInstance } from "../support/running";
import { scratchFolder } from "../support/scratch";

const folder = scratchFolder("apart");
let postgres: Postgres;
let web: RunningInstance;
let worker: RunningInstance | undefined;

/** What both halves are given on servers of their own. */
const shared = () => ({ DATABASE_URL: postgres.url, AUTH_SECRET: "the same secret for both halves of it" });

beforeAll(async () => {
  postgres = await startPostgres({ dir: folder });
  web = await RunningInstance.start(shared(), ["--only", "web"]);
}, 300_000);
afterAll(async () => {
  await web?.remove();
  await worker?.remove();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test("web by itself takes in what senders say; what must follow begins when a worker comes, on a machine of its own", async () => {
  const { project, url } = web.facts;
  const headers = { authorization: `Bearer ${project.publicKey}` };
  const body = JSON.stringify({ email: "ada@example.com", action: "Signed Up" });
  const answer = await fetch(`${url}/beacon/events`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  expect(await web.isReady()).toBe(false); // it says so: without a worker nothing follows
  const emails = async () => (await web.core<{ data: { state: string }[] }>("/messages")).data.map(({ state }) => state);
  expect(await emails()).toEqual([]);

  worker = await RunningInstance.start(shared(), ["--only", "worker"]);
  await eventually("the email is sent", async () => (await emails()).includes("sent"), 20_000);
  expect(await web.isReady()).toBe(true);
}, 120_000);
