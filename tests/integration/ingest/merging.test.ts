import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customerMerges, customers } from "@/db/schema";
import { mergeByHand, undoMerge } from "@/lib/customers/merging";
import { IDENTITY_KINDS, type IdentityKind } from "@/lib/customers/schema";
import type { Call } from "@/lib/events/schema";
import { itemOf } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";
import { empty, everyone, tell } from "./asked";
import { call } from "./histories";
import { type Held, modelOf } from "./model";

const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 100);
const T = Date.UTC(2026, 0, 1);

type Deed = { tell: Call } | { merge: [number, number] } | { undo: number };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ call, minute: fc.nat(6) }).map(({ call, minute }) => ({ tell: { ...call, at: T + minute * 60_000 } })),
  },
  { weight: 2, arbitrary: fc.record({ merge: fc.tuple(fc.nat(9), fc.nat(9)) }) },
  { weight: 1, arbitrary: fc.record({ undo: fc.nat(9) }) },
);
const history = fc
  .array(deed, { minLength: 2, maxLength: 18 })
  .map((deeds) => deeds.map((deed, i) => ("tell" in deed ? { tell: { ...deed.tell, callId: `c${i}` } } : deed)));

const one = <V>(all: readonly V[], n: number) => all[n % all.length];

async function mergeSome(scope: Scope, [a, b]: [number, number]) {
  const all = await scope.db.select().from(customers).where(eq(customers.projectId, scope.projectId)).orderBy(customers.id);
  const [stays, joins] = [one(all, a), one(all, b)];
  if (stays && joins && stays.id !== joins.id) await mergeByHand(scope, { id: stays.publicId, customer: joins.publicId });
}

const activeMerges = ({ db, projectId }: Scope) =>
  db
    .select()
    .from(customerMerges)
    .where(and(eq(customerMerges.projectId, projectId), isNull(customerMerges.undoneAt)))
    .orderBy(customerMerges.id);

/** Weaker names hang under stronger ones; of two alike, whoever joined hangs under who stayed. */
const heldBy = async (scope: Scope): Promise<Held[]> => {
  const rank = (kind: IdentityKind) => IDENTITY_KINDS.indexOf(kind);
  return (await activeMerges(scope)).map(({ kind, value, joinedKind, joinedValue }) => {
    const [stays, joined] = [`${kind} ${value}`, `${joinedKind} ${joinedValue}`];
    return rank(joinedKind) < rank(kind) ? [stays, joined] : [joined, stays];
  });
};

test("whatever is told, merged by hand and taken back, people are what the claims and the merges that stand say", {
  timeout: 240_000,
}, async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(history, async (deeds) => {
      await empty(scope);
      for (const deed of deeds) {
        if ("tell" in deed) await tell(scope, deed.tell);
        else if ("merge" in deed) await mergeSome(scope, deed.merge);
        else {
          const merge = one(await activeMerges(scope), deed.undo);
          if (merge) await undoMerge(scope, { merge: merge.id });
        }
      }
      const told = deeds.flatMap((deed) =>
        "tell" in deed ? itemOf(deed.tell, { source: 0, receivedAt: scope.clock.now().getTime(), trusted: true }) : [],
      );
      expect(await everyone(scope)).toEqual(modelOf(told, await heldBy(scope)));
      for (const merge of (await activeMerges(scope)).toReversed()) await undoMerge(scope, { merge: merge.id });
      expect(await everyone(scope)).toEqual(modelOf(told));
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
});
