import fc from "fast-check";
import type { Call } from "@/lib/events/schema";

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
/** A call about few people, so that names meet often. */
export const call: fc.Arbitrary<Call> = fc.oneof(
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
