import fc from "fast-check";
import { expect } from "vitest";
import { itemOf } from "@/lib/ingest/item";
import type { Call } from "@/lib/events/schema";
import { test } from "../../support/test";
import { call } from "./histories";
import { empty, everyone, tell } from "./asked";
import { modelOf } from "./model";

/** Some seconds' worth here; `FAST_CHECK_RUNS=5000` says it as often as a release wants to hear it. */
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 150);
const T = Date.UTC(2026, 0, 1);
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
