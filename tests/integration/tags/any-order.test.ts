import { and, eq, isNull, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customerIdentities, customerTags, tags } from "@/db/schema";
import type { Call } from "@/lib/events/schema";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";
import { empty, tell } from "../ingest/asked";

const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 150);
const T = Date.UTC(2026, 0, 1);
const some = <V>(...values: V[]) => fc.constantFrom(...values);
const maybe = <V>(arbitrary: fc.Arbitrary<V>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const ids = fc
  .record({ userId: maybe(some("u1", "u2")), anonymousId: maybe(some("a1", "a2")), email: maybe(some("x@a.io", "y@a.io")) })
  .filter(({ userId, anonymousId, email }) => Boolean(userId ?? anonymousId ?? email));
const call: fc.Arbitrary<Call> = fc.oneof(
  fc
    .record({ ids, tag: some("VIP", "vip", "beta"), on: fc.boolean() })
    .map(({ ids, ...said }) => ({ type: "tag" as const, ...ids, ...said })),
  fc.record({ ids, tag: some("VIP", "beta"), on: fc.boolean() }).map(({ ids, ...said }) => ({ type: "tag" as const, ...ids, ...said })),
  ids.map((who) => ({ type: "identify" as const, ...who, traits: {} })),
  some<Call>({ type: "alias", userId: "u1", previousId: "u2" }, { type: "alias", userId: "u2", previousId: "a1" }),
);
/** Few minutes, so that ties are common. */
const history = fc
  .array(fc.record({ call, minute: fc.nat(5) }), { minLength: 1, maxLength: 12 })
  .map((calls) => calls.map(({ call, minute }, i) => ({ ...call, at: T + minute * 60_000, callId: `c${i}` })));
const arriving = history.chain((calls) =>
  fc.record({
    calls: fc.constant(calls),
    arrived: fc.tuple(shuffled(calls), shuffled(calls)).map(([all, again]) => [...all, ...again.slice(again.length / 2)]),
    cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }),
  }),
);
function shuffled(calls: Call[]) {
  return fc.shuffledSubarray(calls, { minLength: calls.length });
}

/** Each name with its person's names, and the tags of that person. */
async function whoHasWhat({ db, projectId }: Scope) {
  const names = await db.select().from(customerIdentities).where(eq(customerIdentities.projectId, projectId));
  const theirs = await db
    .select({ customerId: customerTags.customerId, name: sql<string>`lower(${tags.name})` })
    .from(customerTags)
    .innerJoin(tags, and(eq(tags.projectId, projectId), eq(tags.id, customerTags.tagId), isNull(tags.deletedAt)))
    .where(eq(customerTags.projectId, projectId));
  const people = Map.groupBy(names, ({ customerId }) => customerId);
  const rows = [...people].map(([id, known]) => ({
    names: known.map(({ kind, value }) => `${kind} ${value}`).sort(),
    tags: theirs
      .filter(({ customerId }) => customerId === id)
      .map(({ name }) => name)
      .sort(),
  }));
  const nobody = theirs.filter(({ customerId }) => !people.has(customerId));
  return { nobody, rows: rows.sort((a, b) => (a.names.join() < b.names.join() ? -1 : 1)) };
}

/** What a person's names say together, said again without a database: the latest word on each tag, and "on" at the very same time. */
function tagsBy(calls: Call[], names: string[]): string[] {
  const subject = ({ userId, anonymousId, email }: Call) =>
    userId ? `user_id ${userId}` : anonymousId ? `anonymous_id ${anonymousId}` : `email ${email}`;
  const words = calls.flatMap((said) => (said.type === "tag" && names.includes(subject(said)) ? [said] : []));
  const latest = Map.groupBy(words, ({ tag }) => tag.toLowerCase());
  return [...latest]
    .filter(([, all]) => {
      const at = Math.max(...all.map((said) => said.at ?? 0));
      return all.some((said) => said.at === at && said.on);
    })
    .map(([tag]) => tag)
    .sort();
}

test("in whatever order and however often calls arrive, everybody has the tags that their names were told last", {
  timeout: 240_000,
}, async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(arriving, async ({ calls, arrived, cuts }) => {
      await empty(scope);
      const rest = [...arrived];
      for (const size of cuts) if (rest.length > 0) await tell(scope, ...rest.splice(0, size));
      const { rows, nobody } = await whoHasWhat(scope);
      expect(nobody).toEqual([]);
      expect(rows).toEqual(rows.map(({ names }) => ({ names, tags: tagsBy(calls, names) })));
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
});
