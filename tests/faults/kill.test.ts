import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAlive } from "../support/processes";
import { eventually, type Part, RunningInstance } from "../support/running";
import { withClient } from "../support/server";

type Listed<T> = { data: T[] };
type Automation = { id: string; flow: { steps: { type: string; templateId?: string }[] } };

const PEOPLE = ["ada", "grace", "mary", "edith", "karen"].map((name) => `${name}@example.com`);
const A_WEEK = 7 * 24 * 60; // in minutes: longer than any machine takes to kill every part in it

let instance: RunningInstance;
let automation: string;

beforeAll(async () => {
  instance = await RunningInstance.start();
  automation = await aLiveAutomation();
  for (const email of PEOPLE) await leaveBasket(email);
  await eventually("everybody waits", async () => (await runs("waiting")).length === PEOPLE.length, 20_000);
}, 300_000);
afterAll(() => instance?.remove(), 60_000);

/** Waits, then sends the email of the automation that every new project has. */
async function aLiveAutomation(): Promise<string> {
  const { data } = await instance.core<Listed<Automation>>("/automations?q=Welcome");
  const templateId = data[0]?.flow.steps.find(({ type }) => type === "email")?.templateId;
  const steps = [
    { id: "wait", type: "wait", minutes: A_WEEK },
    { id: "email", type: "email", templateId },
  ];
  const flow = { trigger: { type: "event", name: "Basket Left" }, entry: "once", steps };
  const { id } = await instance.core<Automation>("/automations", { name: "Basket", flow });
  await instance.core(`/automations/${id}`, { status: "live" }, "PATCH");
  return id;
}

async function leaveBasket(email: string) {
  const headers = { authorization: `Bearer ${instance.facts.project.publicKey}` };
  const body = JSON.stringify({ email, action: "Basket Left" });
  const response = await fetch(`${instance.facts.url}/beacon/events`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
}

const runs = async (status: string) => (await instance.core<Listed<object>>(`/automations/${automation}/runs?status=${status}`)).data;

async function statesOfMail(email: string): Promise<string[]> {
  const { data } = await instance.core<Listed<{ id: string }>>(`/customers?q=${encodeURIComponent(email)}`);
  const messages = await instance.core<Listed<{ state: string }>>(`/messages?customer=${data[0]?.id}`);
  return messages.data.map(({ state }) => state);
}

const ready = () => eventually("the instance is ready again", () => instance.isReady(), 30_000);

/** It has come back from a kill, and whoever waited before still does. */
async function healed() {
  await ready();
  expect(await runs("waiting")).toHaveLength(PEOPLE.length);
}

/** Makes it the time that everybody waits for: when they are due is said by their runs, and the engine's timer for each wakes them then. */
async function endWaits(): Promise<number | null> {
  const { rowCount } = await withClient(instance.facts.databaseUrl, (client) =>
    client.query(`
      with due as (update automation_runs set due_at = now() where status = 'waiting')
      update engine_timers set at = now() where kind = 'call' and function_id = 'crowdpower-advance-run'`),
  );
  return rowCount;
}

describe.each<Part>(["worker", "web", "postgres"])("%s", (part) => {
  test("is started again when it was killed, and the instance heals", async () => {
    await ready();
    const pid = instance.pidOf(part);
    instance.kill(pid);
    await eventually(`another ${part} runs`, () => ![0, pid].includes(instance.pidOf(part)), 10_000);
    await healed();
  }, 60_000);
});

test("a killed launcher takes web and worker with it, and the next start heals what is left", async () => {
  await ready();
  const { url, databaseUrl, project } = instance.facts;
  const [web, worker, postgres] = [instance.pidOf("web"), instance.pidOf("worker"), instance.pidOf("postgres")];
  instance.kill(instance.launcher);
  await eventually("web and worker end by themselves", () => !isAlive(web) && !isAlive(worker), 10_000);
  expect(isAlive(postgres)).toBe(true);

  await instance.startAgain();
  expect(isAlive(postgres)).toBe(false);
  expect(instance.facts).toMatchObject({ url, databaseUrl, project });
  await healed();
}, 120_000);

test("killing what waits for the launcher ends everything as Ctrl-C would", async () => {
  await ready();
  const all = instance.everything;
  instance.kill(instance.firstHalf);
  await eventually("every part ends", () => !all.some(isAlive), 20_000);
  await instance.startAgain();
  await healed();
}, 120_000);

test("everybody who was in the middle of a wait through all of that is woken at its end and gets the email, once", async () => {
  for (const email of PEOPLE) expect(await statesOfMail(email)).toEqual([]);
  expect(await endWaits()).toBeGreaterThan(0);
  await eventually("every run is done", async () => (await runs("done")).length === PEOPLE.length, 60_000);
  for (const email of PEOPLE) expect(await statesOfMail(email)).toEqual(["sent"]);
}, 90_000);

test("Ctrl-C leaves no process behind", async () => {
  await ready();
  const all = instance.everything;
  await instance.stop("SIGINT");
  expect(all.filter(isAlive)).toEqual([]);
}, 60_000);
