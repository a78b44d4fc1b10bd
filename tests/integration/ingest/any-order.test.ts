import fc from "fast-check";
import { expect } from "vitest";
import { itemOf } from "@/lib/ingest/item";
import type { Call } from "@/lib/events/schema";
import { test } from "../../support/test";
import { empty, everyone, tell } from "./asked";
import { modelOf } from "./model";

/** Some seconds' worth here; `FAST_CHECK_RUNS=5000` says it as often as a release wants to hear it. */
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 150);
const T = Date.UTC(2026, 0, 1);
const some = <V>(...values: V[]) => fc.constantFrom(...values);
const maybe = <V>(arbitrary: fc.Arbitrary<V>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const ids = fc
  .record({
    userId: maybe(some("u1", "u2", "u3")),
    anonymousId: maybe(some("a1", "a2", "u3")),
    email: maybe(some("x@a.io", "y@a.io", "z@a.io")),
  })
  .filter(({ userId, anonymousId, email }) => Boolean(userId ?? anonymousId ?? email));
const values = fc.dictionary(some("plan", "city"), some<string | number | null | string[]>("free", "pro", 7, null, ["b", "a"]));
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ ids, values, takesBack: fc.boolean() }).map(({ ids, values, takesBack }) => {
    const email = ids.email ? { email: ids.email } : takesBack ? { email: null } : {};
    return { ...ids, type: "identify" as const, traits: { ...values, ...email } };
  }),
  ids.map((told) => ({ ...told, type: "track" as const, name: "Seen" })),
  fc
    .record({ previousId: some("u1", "u2", "u3", "a1", "a2"), userId: some("u1", "u2", "u3") })
    .filter(({ previousId, userId }) => previousId !== userId)
    .map((told) => ({ ...told, type: "alias" as const })),
);
/** Few minutes, so that ties are common; every call has an id of its own. */
const history = fc
  .array(fc.record({ call, minute: fc.nat(6) }), { minLength: 1, maxLength: 14 })
  .map((calls) => calls.map(({ call, minute }, i) => ({ ...call, at: T + minute * 60_000, callId: `c${i}` })));

/** A history, and the same as it may really arrive: shuffled, some of it twice, in requests of any size. */
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

test("in whatever order and however often calls arrive, the same people, names, traits, events and conflicts come of them", {
  timeout: 240_000,
}, async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(arriving, async ({ calls, arrived, cuts }) => {
      await empty(scope);
      const rest = [...arrived];
      for (const size of cuts) if (rest.length > 0) await tell(scope, ...rest.splice(0, size));
      expect(await everyone(scope)).toEqual(
        modelOf(calls.map((told) => itemOf(told, { source: 0, receivedAt: scope.clock.now().getTime(), trusted: true }))),
      );
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
});
