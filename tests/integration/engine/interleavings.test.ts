import fc from "fast-check";
import { type GetStepTools, type Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { openPool, type SqlPool } from "@/db/client";
import { anEngine, until } from "./harness";

/** What a run does: steps that may fail some times before they answer or for good, sleeps, and both in turn or side by side. */
type Program =
  | { do: "step"; fails: number; forGood: boolean; millis: number }
  | { do: "sleep"; seconds: number }
  | { do: "turns" | "sides"; parts: Program[] };

const { program } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({ do: fc.constant("step" as const), fails: fc.nat(2), forGood: fc.nat(5).map((n) => n === 0), millis: fc.nat(4) }),
    fc.record({ do: fc.constant("sleep" as const), seconds: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ do: fc.constantFrom("turns" as const, "sides" as const), parts: fc.array(tie("program"), { minLength: 1, maxLength: 4 }) }),
  ),
}));

/** What a program answers, and the steps that it takes, told without any engine. */
function expected(program: Program, path = "p"): { answer: unknown; steps: string[] } {
  if (program.do === "step") return { answer: program.forGood ? `${path} failed` : path, steps: [path] };
  if (program.do === "sleep") return { answer: null, steps: [path] };
  const parts = program.parts.map((part, index) => expected(part, `${path}.${index}`));
  return { answer: parts.map(({ answer }) => answer), steps: parts.flatMap(({ steps }) => steps) };
}

type Tools = GetStepTools<Inngest.Any>;

async function perform(program: Program, step: Tools, attemptsOf: (path: string) => number, path = "p"): Promise<unknown> {
  if (program.do === "step") {
    const attempt = async () => {
      await new Promise((resolve) => setTimeout(resolve, program.millis));
      if (program.forGood) throw new NonRetriableError("for good");
      if (attemptsOf(path) <= program.fails) throw new RetryAfterError("not yet", 1_000);
      return path;
    };
    return step.run(path, attempt).catch(() => `${path} failed`);
  }
  if (program.do === "sleep") return step.sleep(path, program.seconds * 1_000).then(() => null);
  const part = (index: number) => perform(program.parts[index]!, step, attemptsOf, `${path}.${index}`);
  if (program.do === "sides") return Promise.all(program.parts.map((_, index) => part(index)));
  const answers: unknown[] = [];
  for (const index of program.parts.keys()) answers.push(await part(index));
  return answers;
}

const plan = fc.record({
  programs: fc.array(fc.record({ program, cancelled: fc.nat(7).map((n) => n === 0) }), { minLength: 1, maxLength: 5 }),
  crashes: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
  capacity: fc.integer({ min: 1, max: 8 }),
});

/** Cuts a worker off its database in the middle of whatever it does, for ever. Its functions go on in vain, as in a process that was frozen. */
async function crash(db: SqlPool, name: string, pool: SqlPool) {
  pool.connect = () => Promise.reject(new Error("cut off"));
  pool.query = (() => Promise.reject(new Error("cut off"))) as typeof pool.query;
  await db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [name]);
  await db.query("update engine_leader set expires_at = now()");
}

describe("whatever the order of steps, retries, cancellations and crashes", { timeout: 240_000 }, () => {
  test("every run ends, each step's result is saved once, and no run is stuck", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ programs, crashes, capacity }) => {
        const { client, send, startOn, db, clock, runs, clear } = anEngine();
        const attempts = new Map<string, number>();
        const fn = client.createFunction(
          { id: "program", retries: 5, triggers: [{ event: "t/program" }], cancelOn: [{ event: "t/stop", match: "data.index" }] },
          ({ event, step, runId }) => {
            const attemptsOf = (path: string) => {
              const key = `${runId} ${path}`;
              attempts.set(key, (attempts.get(key) ?? 0) + 1);
              return attempts.get(key)!;
            };
            return perform(event.data.program as Program, step, attemptsOf);
          },
        );
        const worker = async () => {
          const name = `worker ${++n}`;
          const pool = openPool(`${process.env.DATABASE_URL}?application_name=${encodeURIComponent(name)}`, 4);
          const executor = await startOn(pool, [fn], { capacity });
          return { name, pool, executor };
        };
        let current = await worker();
        for (const [index, { program }] of programs.entries()) await send("t/program", { program, index });
        for (const [index, { cancelled }] of programs.entries()) if (cancelled) await send("t/stop", { index });
        let looks = 0;
        await until(async () => {
          if (crashes.includes(++looks)) {
            await crash(db, current.name, current.pool);
            current = await worker();
          }
          const { rows } = await db.query<{ busy: boolean; next: Date | null }>(
            `select exists (select from engine_calls) or exists (select from engine_inbox) as busy,
               (select min(at) from engine_timers where kind <> 'cancel') as next`,
          );
          const [{ busy, next } = { busy: true, next: null }] = rows;
          if (!busy && next && next > clock.now()) clock.set(next);
          const all = await runs();
          return all.length === programs.length && all.every(({ status }) => status !== "live");
        });
        for (const run of await runs()) {
          const { program, index } = (JSON.parse(run.events) as [{ data: { program: Program; index: number } }])[0].data;
          const { answer, steps } = expected(program);
          const { rows } = await db.query<{ name: string }>("select name from engine_steps where run_id = $1", [run.id]);
          if (programs[index]!.cancelled) {
            expect(run.status).toMatch(/cancelled|completed/);
            continue;
          }
          expect(run).toMatchObject({ status: "completed", result: { data: answer } });
          expect(rows.map(({ name }) => name).sort()).toEqual(steps.sort());
        }
        for (const table of ["calls", "inbox"]) expect((await db.query(`select from engine_${table}`)).rows).toEqual([]);
        expect((await db.query("select from engine_timers")).rows).toEqual([]);
        await current.executor.stop(50);
        await current.pool.end();
        await clear();
      }),
      { numRuns: Number(process.env.RUNS ?? 25), endOnFailure: true, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
    );
  });
});
