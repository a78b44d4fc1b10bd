import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { startPostgres } from "../../db/embedded.ts";
import { buildAll } from "../../scripts/launch/build.ts";
import { type Figure, publish } from "../bench/harness.ts";
import { eventually, RunningInstance } from "../support/running.ts";
import { wait } from "./crew.ts";
import { anAutomation, answeredASecond, steadily } from "./senders.ts";

// R8. The worker is away for a while: what senders say is taken all the same, and what follows from it begins when the worker is back, once.
const { values: said } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, rate: { type: "string", default: "5" }, secs: { type: "string", default: "10" } },
});
const [minutes, rate, seconds] = [Number(said.minutes), Number(said.rate), Number(said.secs)];
const PATIENCE = 60_000;

await buildAll(AbortSignal.timeout(900_000));
const folder = mkdtempSync(join(tmpdir(), "crowdpower-outage-"));
const postgres = await startPostgres({ dir: folder });
const shared = { DATABASE_URL: postgres.url, AUTH_SECRET: "the same secret for both halves of it" };
const web = await RunningInstance.start(shared, ["--only", "web"]);
let worker = await RunningInstance.start(shared, ["--only", "worker"]);
const db = new pg.Client({ connectionString: postgres.url });
await db.connect();
try {
  const automation = await anAutomation(web);
  await steadily(web, "Basket Left", rate, 5);
  await begun(rate * 5);
  const before = await answeredASecond(web, "Page Seen", seconds);
  await worker.remove();

  const away = performance.now() + minutes * 60_000;
  const during: number[] = [];
  let promised = rate * 5;
  while (performance.now() < away || during.length === 0) {
    during.push(await answeredASecond(web, "Page Seen", seconds));
    const pause = Math.max(1, Math.min(30, Math.floor((away - performance.now()) / 1_000)));
    await steadily(web, "Basket Left", rate, pause);
    promised += rate * pause;
  }
  const asleep = (await count("automation_runs")) as number;
  worker = await RunningInstance.start(shared, ["--only", "worker"]);
  const back = performance.now();
  await begun(promised);
  const caughtUp = performance.now() - back;
  await wait(2_000);
  const { rows } = await db.query<{ twice: number; entered: number }>(
    `select (select count(*)::int from (select from automation_run_steps group by project_id, run_id, visit having count(*) > 1) s)
       + (select count(*)::int from (select from automation_runs where automation_id is not null group by customer_id, automation_id having count(*) > 1) r) as twice,
       (select count(*)::int from automation_runs) as entered`,
  );
  const held = during.toSorted((a, b) => a - b)[Math.floor(during.length / 2)]!;
  const plain = (name: string, value: number, unit: string): Figure => ({
    name,
    value,
    unit,
    yardstick: null,
    ratio: null,
    aim: null,
    ok: null,
  });
  publish(
    "worker-outage",
    [
      plain("minutes without a worker", minutes, "min"),
      plain("calls taken a second, with a worker", before, "calls/s"),
      {
        ...plain("the same without one, median", held, "calls/s"),
        yardstick: "with a worker",
        ratio: held / before,
        aim: 0.95,
        ok: held >= 0.95 * before,
      },
      plain("runs that became due meanwhile", promised - asleep, "runs"),
      {
        ...plain("until the last of them had begun", caughtUp, "ms"),
        ...{ yardstick: `the ${PATIENCE} ms allowed`, ratio: caughtUp / PATIENCE, aim: 1, ok: caughtUp <= PATIENCE },
      },
      {
        ...plain("begun or stepped twice", rows[0]!.twice, "runs"),
        yardstick: "none",
        ratio: rows[0]!.twice === 0 ? 1 : 0,
        aim: 1,
        ok: rows[0]!.twice === 0,
      },
    ],
    "chaos",
  );
  console.log(`Automation ${automation}: ${rows[0]!.entered} entered.`);
} finally {
  await db.end();
  await web.remove();
  await worker.remove();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function count(table: "automation_runs" | "automation_run_steps"): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]!.n;
}

/** Waits until so many people have taken their first step. */
async function begun(wanted: number) {
  await eventually("everybody has begun", async () => (await count("automation_run_steps")) >= wanted, 10 * PATIENCE);
}
