import { rmSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "@/db/embedded";
import { paste } from "../support/pasting";
import { eventually, RunningInstance } from "../support/running";
import { scratchFolder } from "../support/scratch";

type Listed<T = { id: string }> = { data: T[] };

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

test("the start screen has all that a person needs next, and what it wrote for programs is its owner's alone", () => {
  const { url, signInUrl, project } = web.facts;
  const lines = web.output.split("\n").map((line) => line.trim().split(/ {2,}/));
  expect(lines).toEqual(
    expect.arrayContaining([
      ["Open", signInUrl],
      ["Mailbox", `${url}/mailbox`],
      ["Public key", project.publicKey],
      ["Secret key", project.secretKey],
    ]),
  );
  expect(signInUrl).toContain(`${url}/`);
  expect(web.output).toContain("(this link makes you the owner, once)");
  expect(web.firstEvent).toContain(project.publicKey);
  expect(statSync(web.file).mode & 0o777).toBe(0o600);
});

test("web by itself takes in what senders say; what must follow begins when a worker comes, on a machine of its own", async () => {
  expect(JSON.parse(await paste(web.firstEvent))).toEqual({ success: true, code: 200, data: null });
  expect(await web.isReady()).toBe(false); // it says so: without a worker nothing follows
  const emails = async () => (await web.core<Listed<{ state: string }>>("/messages")).data.map(({ state }) => state);
  expect(await emails()).toEqual([]);

  worker = await RunningInstance.start(shared(), ["--only", "worker"]);
  await eventually("the email is sent", async () => (await emails()).includes("sent"), 20_000);
  expect(await web.isReady()).toBe(true);
}, 120_000);

test("the one line of the start screen became a customer, of a segment, who went through an automation to the one email", async () => {
  const ask = async (path: string) => (await web.core<Listed>(path)).data;
  const [ada] = await ask("/customers?q=ada@example.com");
  const [segment] = await ask("/segments?q=New this week");
  const [automation] = await ask("/automations?q=Welcome");
  const isIn = async () => (await ask(`/segments/${segment!.id}/customers`)).some(({ id }) => id === ada!.id);
  await eventually("the customer is in the segment", isIn, 20_000);
  await eventually("the run is done", async () => (await ask(`/automations/${automation!.id}/runs?status=done`)).length === 1, 20_000);
  expect(await ask(`/messages?customer=${ada!.id}`)).toHaveLength(1);
}, 60_000);
