import { join } from "node:path";
import { parseArgs } from "node:util";
import { fact } from "../chaos/told.ts";
import { Clone } from "../support/clone.ts";
import { paste } from "../support/pasting.ts";
import { eventually, RunningInstance } from "../support/running.ts";
import { type Figure, median, publish, within } from "./harness.ts";

/** How soon somebody who has just cloned this is at work (P18), has a first email (U1), and sees an automation of their own write one (U5). */
const { values: said } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    install: { type: "boolean", default: false }, // the packages too, from the registry that npm knows
  },
});
const rounds = Number(said.rounds);
const packages = said.install ? "with the install" : "packages installed";

type Listed<T> = { data: T[] };
type Automation = { id: string; flow: { steps: { type: string; templateId?: string }[] } };

const clone = new Clone({ packages: !said.install });
const place = { cwd: clone.folder, command: ["npm", "start", "--"], data: join(clone.folder, ".data") };
const figures: Figure[] = [];
let instance: RunningInstance | undefined;
try {
  const begun = performance.now();
  instance = await RunningInstance.start({}, [], place);
  const ready = seconds(begun);
  figures.push(within(`P18: cold npm start to its screen, ${packages}`, ready, "s", 180), ...stages(instance));
  const email = await firstEmail(instance);
  figures.push(within("U1: the printed curl, to its email in the mailbox", email, "s", 5));
  figures.push(within(`U1: npm start to that email, ${packages}`, ready + email, "s", 180));
  const written: number[] = [];
  for (let n = 1; n <= rounds; n++) written.push(await ownEmail(instance, n));
  figures.push(within(`U5: automation live, event, email in the mailbox, slowest of ${rounds}`, Math.max(...written), "s", 2));
  figures.push(fact("U5: the same, median", median(written), "s"));
  const again: number[] = [];
  for (let n = 0; n < rounds; n++) again.push(await startAgain(instance));
  figures.push(within(`P18: second npm start to its screen, median of ${rounds}`, median(again), "s", 15));
} finally {
  await instance?.stop("SIGINT");
  clone.remove();
}
publish("start", figures);

function seconds(since: number): number {
  return (performance.now() - since) / 1_000;
}

/** What the launcher said of each stage. */
function stages({ output }: RunningInstance): Figure[] {
  const took = (stage: string) => Number(new RegExp(`${stage}.* … ([\\d.]+) s`).exec(output)?.[1] ?? Number.NaN);
  return [
    ...(said.install ? [fact("of it, installing packages", took("Installing packages"), "s")] : []),
    fact("of it, building", took("Building"), "s"),
    within("P18: of it, Postgres made and up", took("Starting Postgres"), "s", 5),
    fact("of it, web and worker", took("Starting web and worker"), "s"),
  ];
}

/** Pastes the line of the start screen and waits for the email that it brings. */
async function firstEmail(instance: RunningInstance): Promise<number> {
  const begun = performance.now();
  await paste(instance.firstEvent);
  await mailed(instance, "ada@example.com", 1);
  return seconds(begun);
}

/** Turns a new automation live, which sends the email that every new project has, and lets its event happen at once. */
async function ownEmail(instance: RunningInstance, n: number): Promise<number> {
  const { data } = await instance.core<Listed<Automation>>("/automations?q=Welcome");
  const templateId = data[0]?.flow.steps.find(({ type }) => type === "email")?.templateId;
  const [name, email] = [`Basket Left ${n}`, `person-${n}@example.com`];
  const flow = { trigger: { type: "event", name }, entry: "once", steps: [{ id: "email", type: "email", templateId }] };
  const { id } = await instance.core<Automation>("/automations", { name, flow });
  const begun = performance.now();
  await instance.core(`/automations/${id}`, { status: "live" }, "PATCH");
  const headers = { authorization: `Bearer ${instance.facts.project.publicKey}` };
  const body = JSON.stringify({ email, action: name });
  const answer = await fetch(`${instance.facts.url}/beacon/events`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  await mailed(instance, email, 1);
  return seconds(begun);
}

/** Waits until so many emails to somebody are in the mailbox: the ledger says they are sent when they are there. */
async function mailed(instance: RunningInstance, email: string, count: number) {
  const isThere = async () => {
    const [customer] = (await instance.core<Listed<{ id: string }>>(`/customers?q=${email}`)).data;
    if (!customer) return false;
    const { data } = await instance.core<Listed<{ state: string }>>(`/messages?customer=${customer.id}`);
    return data.filter(({ state }) => state === "sent").length === count;
  };
  await eventually(`the email to ${email} is in the mailbox`, isThere, 60_000);
}

async function startAgain(instance: RunningInstance): Promise<number> {
  await instance.stop("SIGINT");
  const begun = performance.now();
  await instance.startAgain();
  return seconds(begun);
}
