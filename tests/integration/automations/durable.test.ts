import { eq, sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, expect, vi } from "vitest";
import { openPool } from "@/db/client";
import { automationRuns, automationRunSteps, messages } from "@/db/schema";
import { inngest } from "@/inngest/client";
import { startExecutor } from "@/inngest/engine/executor";
import { advanceRun } from "@/inngest/functions/advance-run";
import { startRuns } from "@/inngest/functions/start-runs";
import { systemClock } from "@/lib/clock";
import { promised } from "@/lib/outbox/relay";
import { mintScope, type Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { aLiveAutomation, email, happens, onSignUp, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const db = openPool(process.env.DATABASE_URL, 4);
afterAll(() => db.end());

/** The worker as it is: the real functions on the built-in engine, fed by the outbox. */
const aWorker = () =>
  startExecutor({
    db,
    client: inngest,
    functions: [startRuns, advanceRun],
    logger: pino({ level: "silent" }),
    poll: 50,
    source: promised,
  });

const onRealTime = (scope: Scope) => mintScope({ ...scope, clock: systemClock });

/** Versions never change; here their waits are made short enough for a test to sit through. */
const hurry = ({ db: pool, projectId }: Scope) =>
  pool.execute(sql`update automation_versions set flow = jsonb_set(flow, '{steps,0,minutes}', '0.02') where project_id = ${projectId}`);

const runOf = async ({ db: pool, projectId }: Scope) =>
  (await pool.select().from(automationRuns).where(eq(automationRuns.projectId, projectId)))[0];

test("from an event to the email after a wait, on the durable engine, with the worker stopped in the middle of the wait", async ({
  scope: still,
}) => {
  const scope = onRealTime(still);
  await aLiveAutomation(scope, onSignUp([wait("hold", 60), email("hello", (await createDefaultTemplate(scope)).id)]));
  await hurry(scope);
  const first = await aWorker();
  await happens(scope, (await aCustomer(scope)).id);

  await vi.waitFor(async () => expect(await runOf(scope)).toMatchObject({ status: "waiting" }), { timeout: 10_000, interval: 20 });
  await first.stop();
  expect(await runOf(scope)).toMatchObject({ status: "waiting", nodeId: "hold" });
  const second = await aWorker();
  await vi.waitFor(async () => expect(await runOf(scope)).toMatchObject({ status: "done" }), { timeout: 15_000, interval: 20 });
  await second.stop();

  const sent = await scope.db.select().from(messages).where(eq(messages.projectId, scope.projectId));
  expect(sent.map(({ state, provider }) => [state, provider])).toEqual([["sent", "mailbox"]]);
  const visits = await scope.db
    .select()
    .from(automationRunSteps)
    .where(eq(automationRunSteps.projectId, scope.projectId))
    .orderBy(automationRunSteps.visit);
  expect(visits.map(({ outcome }) => outcome)).toEqual([
    expect.stringMatching(/^Began to wait/),
    expect.stringMatching(/^Waited/),
    "Email sent",
  ]);
});
