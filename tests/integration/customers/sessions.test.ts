import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { projects } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { sessionsOf } from "@/lib/customers/sessions";
import { AppError } from "@/lib/errors";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { as, test } from "../../support/test";

const MINUTE = 60_000;
const START = Date.parse("2026-03-01T23:30:00Z"); // so that half an hour later it is another day

const tell = (scope: Scope, calls: Call[]) => recordCalls(scope, calls, { source: "segment" });
const sessions = async (scope: Scope, userId: string) => sessionsOf(scope, (await getCustomer(scope, `user_id:${userId}`)).id);
const did = (userId: string, minute: number, more: Partial<Call> = {}) =>
  ({ type: "track", name: "Did", userId, at: START + minute * MINUTE, ...more }) as Call;

/** What a session is, said in another way: a new one after more than `window` minutes without anything. */
function expected(minutes: readonly number[], window: number): { count: number; began: number } {
  const sorted = [...new Set(minutes)].sort((a, b) => a - b);
  const begins = sorted.filter((minute, i) => i === 0 || minute - sorted[i - 1]! > window);
  return { count: begins.length, began: begins.at(-1)! };
}

test("any times, told in any order, together or apart, and twice, make the sessions that they make", async ({ scope }) => {
  let n = 0;
  const told = fc.record({
    minutes: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 25 }),
    close: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 15 }),
    window: fc.constantFrom(5, 30, 45, 240),
    seed: fc.integer(),
  });
  await fc.assert(
    fc.asyncProperty(told, async ({ minutes, close, window, seed }) => {
      const user = `u${n++}`;
      const all = [...minutes, ...close];
      const shuffled = [...all, ...all].sort((a, b) => Math.sin(a * 7 + seed) - Math.sin(b * 7 + seed));
      const half = Math.floor(shuffled.length / 3);
      await tell(
        scope,
        shuffled.slice(0, half).map((minute) => did(user, minute)),
      );
      for (const minute of shuffled.slice(half, half + 3)) await tell(scope, [did(user, minute)]);
      await tell(
        scope,
        shuffled.slice(half + 3).map((minute) => did(user, minute)),
      );
      await scope.db.update(projects).set({ sessionMinutes: window }).where(eq(projects.id, scope.projectId));
      const { count, began } = expected(all, window);
      expect(await sessions(scope, user)).toEqual({ count, lastBeganAt: new Date(START + began * MINUTE) });
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);

test("what is told about somebody who was not there makes no session", async ({ scope }) => {
  await tell(scope, [did("u", 0, { passive: true }), did("u", 600, { passive: true })]);
  expect(await sessions(scope, "u")).toEqual({ count: 0, lastBeganAt: null });
});

test("two who turn out to be one have been here together, and a name that goes takes its visits along", async ({ scope }) => {
  await tell(scope, [did("u", 0), { type: "track", name: "Did", anonymousId: "a", at: START + 20 * MINUTE }]);
  await tell(scope, [{ type: "track", name: "Did", anonymousId: "a", at: START + 100 * MINUTE }]);
  expect((await sessions(scope, "u")).count).toBe(1);
  await tell(scope, [{ type: "identify", userId: "u", anonymousId: "a", traits: {}, at: START + 110 * MINUTE }]);
  expect((await sessions(scope, "u")).count).toBe(2);
});

test("many events of a minute write one row, once; a repeated minute writes nothing", async ({ scope }) => {
  const versions = async () =>
    (await scope.db.execute<{ v: string }>(sql`select xmin || ' ' || ctid as v from sightings where project_id = ${scope.projectId}`)).rows;
  await tell(
    scope,
    Array.from({ length: 50 }, (_, i) => did("u", 0, { at: START + i * 1_000 })),
  );
  const before = await versions();
  expect(before).toHaveLength(1);
  await tell(scope, [did("u", 0)]);
  await tell(scope, [did("u", 10)]);
  expect(await versions()).not.toEqual(before);
  const after = await versions();
  await tell(scope, [did("u", 0), did("u", 10)]); // older than the latest, as a late device tells it
  expect(await versions()).toEqual(after);
});

test("sessions are for who may read customers", async ({ scope, stranger }) => {
  await tell(scope, [did("u", 0)]);
  const { id } = await getCustomer(scope, "user_id:u");
  expect((await sessionsOf(stranger, id)).count).toBe(0);
  const key = as(scope, { type: "apiKey", keyId: "key_p", kind: "public", grants: ["events:write"] });
  await expect(sessionsOf(key, id)).rejects.toThrow(AppError);
});
