import { eq } from "drizzle-orm";
import { afterAll, expect } from "vitest";
import { openPool } from "@/db/client";
import { outbox } from "@/db/schema";
import { follow } from "@/lib/outbox/follow";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/registry";
import { GATHERED, takePromised } from "@/lib/outbox/relay";
import { test } from "../../support/test";

const db = openPool(process.env.DATABASE_URL, 2);
afterAll(() => db.end());

test("promises that say the same of lists of ids are taken together, each id once; others and those of other projects are not", async ({
  scope,
  stranger,
  clock,
}) => {
  await follow(scope, "customers/touched", { customerIds: [1, 2] });
  await follow(scope, "customers/touched", { customerIds: [2, 3] });
  await follow(scope, "customers/touched", { customerIds: [4], live: false });
  await follow(stranger, "customers/touched", { customerIds: [5] });
  await follow(scope, "segment/changed", { segmentId: "a" });
  await follow(scope, "segment/changed", { segmentId: "b" });
  const taken = await takePromised(db, 100, clock.now());
  const { projectId } = scope;
  expect(taken.map(({ data }) => data)).toEqual([
    { projectId, customerIds: [1, 2, 3] },
    { projectId, customerIds: [4], live: false },
    { projectId: stranger.projectId, customerIds: [5] },
    { projectId, segmentId: "a" },
    { projectId, segmentId: "b" },
  ]);
  expect(await takePromised(db, 100, clock.now())).toEqual([]);
});

test("while a look at changed customers waits for its turn, what changes meanwhile stays, and then goes together", async ({
  scope,
  stranger,
  clock,
}) => {
  expect(functions.map((fn) => fn.id(inngest.id))).toContain(GATHERED.job);
  const { projectId } = scope;
  await db.query(
    "insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at) values (gen_random_uuid(), 'step', $1, $2, '{}', 0, now())",
    [GATHERED.job, projectId],
  );
  const customers = async () => (await takePromised(db, 100, clock.now())).map(({ data }) => data.customerIds);
  await follow(scope, GATHERED.kind, { customerIds: [1] });
  await follow(scope, "segment/changed", { segmentId: "a" });
  await follow(stranger, GATHERED.kind, { customerIds: [2] }); // nobody waits there
  expect(await customers()).toEqual([undefined, [2]]);
  await follow(scope, GATHERED.kind, { customerIds: [3] });
  expect(await customers()).toEqual([]);

  await db.query("update engine_calls set epoch = 1 where project_id = $1", [projectId]);
  expect(await customers()).toEqual([[1, 3]]);
  await db.query("update engine_calls set epoch = 0 where project_id = $1", [projectId]);
  await db.query("insert into engine_pauses (project_id, function_id, paused_at) values ($1, $2, now())", [projectId, GATHERED.job]);
  await follow(scope, GATHERED.kind, { customerIds: [4] });
  expect(await customers()).toEqual([[4]]);
  await db.query("delete from engine_calls where project_id = $1", [projectId]);
});

test("joined with others, a promise is not dropped for having been sent before: only alone it keeps its name", async ({ scope, clock }) => {
  await follow(scope, "customers/touched", { customerIds: [1] });
  const [promise] = await scope.db.select().from(outbox).where(eq(outbox.projectId, scope.projectId));
  const [alone] = await takePromised(db, 100, clock.now());
  expect(alone!.id).toBe(promise!.id);
  await scope.db.insert(outbox).values(promise!); // sent, and then there was a crash before it was taken away
  await follow(scope, "customers/touched", { customerIds: [2] });
  const [joined, ...others] = await takePromised(db, 100, clock.now());
  expect(others).toEqual([]);
  expect(joined!.data.customerIds).toEqual([1, 2]);
  expect(joined!.id).not.toBe(promise!.id);
});

test("whoever promises much leaves room in each page for those who promise little", async ({ scope, stranger, clock }) => {
  for (let n = 0; n < 30; n++) await follow(scope, "segment/changed", { segmentId: `s${n}` });
  await follow(stranger, "segment/changed", { segmentId: "alone" });
  const taken = await takePromised(db, 10, clock.now());
  expect(taken).toHaveLength(10);
  expect(taken.map(({ data }) => data.segmentId)).toContain("alone");
});
