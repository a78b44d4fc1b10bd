import { expect } from "vitest";
import { getCustomer } from "@/lib/customers/queries";
import type { Traits } from "@/lib/customers/schema";
import { createCustomerByHand, tellCustomer, updateCustomer, updateCustomerByHand } from "@/lib/customers/telling";
import { customers } from "@/lib/ingest/beacon/customers";
import { recordCalls } from "@/lib/ingest/record";
import type { Call } from "@/lib/events/schema";
import { readCall } from "@/lib/ingest/segment/read";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

const USER = "u";
const SEGMENT = { sentAt: undefined, context: undefined, integrations: undefined };

/** Every way in which somebody tells us traits of a customer. */
const DIALECTS: Record<string, (scope: Scope, traits: Traits) => Promise<unknown>> = {
  Segment: (scope, traits) => {
    const receivedAt = scope.clock.now().getTime();
    return recordCalls(scope, [readCall({ userId: USER, traits }, "identify", { ...SEGMENT, receivedAt }) as Call], { source: "segment" });
  },
  Beacon: (scope, traits) =>
    recordCalls(scope, [customers.read({ user_id: USER, ...traits }, scope.clock.now().getTime(), undefined)], { source: "beacon" }),
  "the Core API": (scope, traits) => tellCustomer(scope, { user_id: USER, traits }),
  "the Core API, about somebody known": async (scope, traits) => {
    await tellCustomer(scope, { user_id: USER, traits: {} });
    await updateCustomer(scope, { id: `user_id:${USER}`, traits });
  },
  "a person, for somebody new": (scope, traits) => createCustomerByHand(scope, { user_id: USER, traits }),
  "a person, for somebody known": async (scope, traits) => {
    await tellCustomer(scope, { user_id: USER, traits: {} });
    await updateCustomerByHand(scope, { id: `user_id:${USER}`, traits });
  },
};

const told = async (scope: Scope) => {
  const { traits, name } = await getCustomer(scope, `user_id:${USER}`);
  return { traits, name };
};

test.for(Object.entries(DIALECTS))(
  "by %s: a name is split, and the parts that the same call says win over it",
  async ([, tell], { scope, stranger }) => {
    await tell(scope, { name: "  Ada King  Lovelace " });
    expect(await told(scope)).toEqual({ traits: { first_name: "Ada", last_name: "King Lovelace" }, name: "Ada King Lovelace" });
    await tell(stranger, { first_name: "Augusta", name: "Ada Lovelace" });
    expect(await told(stranger)).toEqual({ traits: { first_name: "Augusta", last_name: "Lovelace" }, name: "Augusta Lovelace" });
  },
);

test("of separate calls the latest says each part, in whatever order they arrive", async ({ scope, stranger }) => {
  const now = scope.clock.now().getTime();
  const identify = (minute: number, traits: Traits) =>
    readCall({ userId: USER, traits, timestamp: new Date(now + (minute - 60) * 60_000).toISOString() }, "identify", {
      ...SEGMENT,
      receivedAt: now,
    }) as Call;
  const calls = [
    identify(1, { firstName: "Augusta", lastName: "Byron" }),
    identify(2, { name: "Ada King Lovelace" }),
    identify(3, { name: "Countess" }),
    identify(4, { last_name: "Lovelace" }),
  ];
  await recordCalls(scope, calls, { source: "segment" });
  for (const call of calls.toReversed()) await recordCalls(stranger, [call], { source: "segment" });
  for (const project of [scope, stranger])
    expect(await told(project)).toEqual({ traits: { first_name: "Countess", last_name: "Lovelace" }, name: "Countess Lovelace" });
});
