import { randomUUID } from "node:crypto";
import pg from "pg";
import { buildAll } from "../../scripts/launch/build.ts";
import { anAutomation } from "../chaos/senders.ts";
import { RunningInstance } from "../support/running.ts";
import { cpuOf, type Figure, quantile } from "./harness.ts";
import { Connection } from "./http.ts";

const SENDERS = 24;
const BURST = 100_000;
const READS_A_SECOND = 40;
const READ_SECONDS = 15;
const PARTS = ["web", "worker", "postgres"] as const;

type Options = { rate: number; seconds: number };

/** What the engine is for, through the whole product: from a call that was acknowledged to the first step of the automation that it starts. */
export async function benchProduct({ rate, seconds }: Options): Promise<Figure[]> {
  await buildAll(AbortSignal.timeout(900_000));
  const instance = await RunningInstance.start();
  const db = new pg.Client({ connectionString: instance.facts.databaseUrl });
  await db.connect();
  try {
    await anAutomation(instance);
    await steady(instance, db, "warm-up", { rate: 50, seconds: 4 });
    const figures = await steady(instance, db, "measured", { rate, seconds });
    return [...figures, ...(await besideABurst(instance, db))];
  } finally {
    await db.end();
    await instance.remove();
  }
}

/** Calls that come at a steady rate, whatever the answers do: how long until the answer, the automation's run, and its first step. */
async function steady(instance: RunningInstance, db: pg.Client, label: string, { rate, seconds }: Options): Promise<Figure[]> {
  const { facts } = instance;
  const parts = PARTS.map((part) => instance.pidOf(part));
  const spent = cpuOf(...parts);
  const connections = await Promise.all(Array.from({ length: SENDERS }, () => Connection.open(facts.url)));
  const free = [...connections];
  const acks: number[] = [];
  const ackedAt = new Map<string, number>();
  const count = rate * seconds;
  const begun = performance.now();
  const pending: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    await wait(begun + (n * 1_000) / rate - performance.now());
    const email = `${label}-${n}-${randomUUID()}@example.com`;
    pending.push(call(email));
  }
  await Promise.all(pending);
  for (const connection of connections) connection.close();
  const rows = await runsOf(db, `${label}-%`, count);
  const used = cpuOf(...parts).map((seconds, index) => ((seconds - spent[index]!) * 1_000) / count);
  const since = (at: Date, email: string) => +at - ackedAt.get(email)!;
  const own = rows.map(({ email, entered }) => since(entered, email));
  const first = rows.map(({ email, stepped }) => since(stepped, email));
  const ackP95 = quantile(acks, 0.95);
  return [
    figure(`acknowledged at ${rate}/s, p95`, ackP95, null),
    figure("acknowledged until the run's row, p95", quantile(own, 0.95), ackP95 + 25),
    figure("acknowledged until the first step, p50", quantile(first, 0.5), null),
    figure("acknowledged until the first step, p95 (P5)", quantile(first, 0.95), 250),
    ...PARTS.map((part, index) => figure(`processor time of ${part}, a call with its run`, used[index]!, null)),
  ];

  async function call(email: string) {
    const sent = performance.now();
    let connection = free.pop();
    while (!connection) {
      await wait(1);
      connection = free.pop();
    }
    const body = JSON.stringify({ email, action: "Basket Left" });
    const status = await connection.send(
      `POST /beacon/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${facts.project.publicKey}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    if (status !== 200) throw new Error(`The server answered ${status}.`);
    acks.push(performance.now() - sent);
    ackedAt.set(email, Date.now());
    free.push(connection);
  }
}

async function runsOf(db: pg.Client, emails: string, count: number) {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const { rows } = await db.query<{ email: string; entered: Date; stepped: Date }>(
      `select c.email, r.created_at as entered, min(s.at) as stepped from automation_runs r
         join customers c on c.project_id = r.project_id and c.id = r.customer_id
         join automation_run_steps s on s.project_id = r.project_id and s.run_id = r.id
       where c.email like $1 group by c.email, r.created_at`,
      [emails],
    );
    if (rows.length === count) return rows;
    if (performance.now() > deadline) throw new Error(`Only ${rows.length} of ${count} went through.`);
    await wait(500);
  }
}

/** Whether work in the worker makes the web slow: the time of a read of the API, idle and while a hundred thousand jobs are there at once. */
async function besideABurst(instance: RunningInstance, db: pg.Client): Promise<Figure[]> {
  const idle = quantile(await reads(instance), 0.99);
  await db.query(
    `insert into engine_inbox (project_id, event, received_at)
     select p.id, '{"id":"' || gen_random_uuid() || '","name":"run/wake","data":{"projectId":' || p.id || ',"runIds":["run_' || n || '"],"visit":0},"ts":0,"user":{}}', now()
     from projects p, generate_series(1, $1) n`,
    [BURST],
  );
  await wait(2_000);
  const done = async () =>
    (await db.query<{ n: number }>("select count(*)::int as n from engine_runs where ended_at is not null")).rows[0]!.n;
  const before = await done();
  const busy = quantile(await reads(instance), 0.99);
  const rate = ((await done()) - before) / READ_SECONDS;
  return [
    figure("a read of the API, idle, p99", idle, null),
    figure(`the same beside a burst of ${BURST.toLocaleString("en")} jobs, p99`, busy, 2 * idle),
    { ...figure("jobs done meanwhile", rate, null), unit: "jobs/s" },
  ];
}

async function reads({ facts }: RunningInstance): Promise<number[]> {
  const took: number[] = [];
  const begun = performance.now();
  const pending: Promise<void>[] = [];
  for (let n = 0; n < READS_A_SECOND * READ_SECONDS; n++) {
    await wait(begun + (n * 1_000) / READS_A_SECOND - performance.now());
    const sent = performance.now();
    const headers = { authorization: `Bearer ${facts.project.secretKey}` };
    pending.push(
      fetch(`${facts.url}/api/v1/segments`, { headers }).then(async (answer) => {
        await answer.arrayBuffer();
        took.push(performance.now() - sent);
      }),
    );
  }
  await Promise.all(pending);
  return took;
}

const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, millis)));

/** A time in milliseconds, beside the most that it may be. */
const figure = (name: string, value: number, most: number | null): Figure => ({
  ...{ name, value: Math.round(value * 100) / 100, unit: "ms", yardstick: most === null ? null : `the ${Math.round(most)} ms allowed` },
  ...{ ratio: most === null ? null : value / most, aim: most === null ? null : 1, ok: most === null ? null : value <= most },
});
