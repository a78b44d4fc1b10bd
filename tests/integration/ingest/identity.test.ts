import { describe, expect } from "vitest";
import type { Call } from "@/lib/events/schema";
import type { Scope } from "@/lib/scope";
import { as, test } from "../../support/test";
import { byPublicKey, everyone, secretKey, tell } from "./asked";

const T = Date.UTC(2026, 0, 1);
const at = (minute: number) => T + minute * 60_000;
const identify = (minute: number, ids: Partial<Call>, traits = {}): Call =>
  ({ ...ids, type: "identify", traits, at: at(minute), callId: `i${minute}-${JSON.stringify(ids)}` }) as Call;
const track = (minute: number, ids: Partial<Call>, name = "Seen"): Call =>
  ({ ...ids, type: "track", name, at: at(minute), callId: `t${minute}-${JSON.stringify(ids)}` }) as Call;
const alias = (minute: number, previousId: string, userId: string): Call => ({
  type: "alias",
  previousId,
  userId,
  at: at(minute),
  callId: `a${minute}`,
});
const names = async (scope: Scope) => (await everyone(scope)).people.map(({ names }) => names);
const eventCounts = async (scope: Scope) =>
  Object.fromEntries((await everyone(scope)).people.map(({ names, events }) => [names[0], events.length]));

describe("who is who", () => {
  test("a visitor who signs up keeps their history, however late we hear of the visit", async ({ scope, stranger }) => {
    const calls = [track(1, { anonymousId: "a" }), identify(2, { userId: "u", anonymousId: "a" }), track(3, { userId: "u" })];
    for (const [project, order] of [
      [scope, [0, 1, 2]],
      [stranger, [2, 1, 0]],
    ] as const) {
      for (const i of order) await tell(project, calls[i]!);
      expect(await names(project)).toEqual([["anonymous_id a", "user_id u"]]);
      expect(await eventCounts(project)).toEqual({ "anonymous_id a": 2 });
    }
  });

  test("a shared browser never joins two people: what it did without a name belongs to who came first", async ({ scope }) => {
    await tell(scope, identify(5, { userId: "late", anonymousId: "a" }), track(1, { anonymousId: "a" }));
    await tell(scope, identify(3, { userId: "early", anonymousId: "a" }));
    expect(await names(scope)).toEqual([["anonymous_id a", "user_id early"], ["user_id late"]]);
    expect(await eventCounts(scope)).toEqual({ "anonymous_id a": 1, "user_id late": 0 });
    expect((await everyone(scope)).conflicts).toEqual(["anonymous_id a: anonymous_id a,user_id early not user_id late"]);
  });

  test("an email that two people claim stays with the earliest, and the other is a visible conflict", async ({ scope }) => {
    await tell(scope, identify(2, { userId: "second", email: "x@example.com" }, { email: "x@example.com" }));
    await tell(scope, identify(1, { userId: "first", email: "x@example.com" }, { email: "x@example.com" }));
    const { people, conflicts } = await everyone(scope);
    expect(people.map(({ names, email }) => [names, email])).toEqual([
      [["email x@example.com", "user_id first"], "x@example.com"],
      [["user_id second"], null],
    ]);
    expect(conflicts).toEqual(["email x@example.com: email x@example.com,user_id first not user_id second"]);
  });

  test("someone known only by email is taken over by the first user id that brings it", async ({ scope }) => {
    await tell(scope, track(1, { email: "x@example.com" }), identify(4, { userId: "u" }, { plan: "pro" }));
    await tell(scope, identify(6, { userId: "u", email: "x@example.com" }, { email: "x@example.com" }));
    const { people } = await everyone(scope);
    expect(people).toMatchObject([{ names: ["email x@example.com", "user_id u"], email: "x@example.com", traits: { plan: "pro" } }]);
    expect(people[0]!.events).toHaveLength(1);
    expect(people[0]!.firstSeenAt).toEqual(new Date(at(1)));
  });

  test("an address that moves to its earlier owner leaves the later one with the address they had", async ({ scope }) => {
    await tell(scope, identify(2, { userId: "b", email: "b@example.com" }, { email: "b@example.com" }));
    await tell(scope, identify(5, { userId: "b", email: "x@example.com" }, { email: "x@example.com" }));
    expect((await everyone(scope)).people[0]!.email).toBe("x@example.com");
    await tell(scope, identify(3, { userId: "a", email: "x@example.com" }, { email: "x@example.com" }));
    expect((await everyone(scope)).people.map(({ email }) => email)).toEqual(["b@example.com", "x@example.com"]);
  });

  test("alias joins two user ids, also when the older one is heard of later", async ({ scope, stranger }) => {
    for (const [project, calls] of [
      [scope, [track(1, { userId: "old" }), track(2, { userId: "new" }), alias(3, "old", "new")]],
      [stranger, [alias(3, "old", "new"), track(2, { userId: "new" }), track(1, { userId: "old" })]],
    ] as const) {
      for (const call of calls) await tell(project, call);
      expect((await everyone(project)).people).toMatchObject([
        { names: ["anonymous_id old", "user_id new", "user_id old"], events: [{}, {}].map(() => expect.any(String)) },
      ]);
    }
  });

  test("what was told under a name moves with the name", async ({ scope }) => {
    await tell(
      scope,
      identify(1, { anonymousId: "a" }, { city: "Paris" }),
      identify(5, { userId: "late", anonymousId: "a" }, { plan: "pro" }),
    );
    expect((await everyone(scope)).people).toMatchObject([{ traits: { city: "Paris", plan: "pro" } }]);
    await tell(scope, identify(3, { userId: "early", anonymousId: "a" }, { plan: "free" }));
    const { people } = await everyone(scope);
    expect(people.map(({ traits }) => traits)).toEqual([{ city: "Paris", plan: "free" }, { plan: "pro" }]);
  });
});

describe("a public key", () => {
  test("does not take an address from somebody known by a secret one, however far back it dates itself", async ({ scope }) => {
    const server = as(scope, secretKey);
    await tell(server, identify(10, { userId: "u", email: "x@example.com" }, { email: "x@example.com" }));
    await tell(byPublicKey(scope), identify(1, { userId: "thief", email: "x@example.com" }, { email: "x@example.com" }));
    expect(await names(scope)).toEqual([["email x@example.com", "user_id u"], ["user_id thief"]]);
  });

  test("joins a visitor to a user and never two users", async ({ scope }) => {
    const browser = byPublicKey(scope);
    await tell(browser, track(1, { userId: "one" }), track(1, { userId: "two" }), track(1, { anonymousId: "a" }));
    await tell(browser, alias(2, "one", "two"), { ...alias(2, "a", "two"), callId: "a2b" } as Call);
    expect(await names(scope)).toEqual([["anonymous_id a", "anonymous_id one", "user_id two"], ["user_id one"]]);
  });

  test("does not set what says whether we may write to somebody", async ({ scope }) => {
    expect(await tell(byPublicKey(scope), identify(1, { userId: "u" }, { unsubscribed_at: 1 }))).toEqual([
      {
        state: "rejected",
        field: "traits.unsubscribed_at",
        reason: "cannot be set with a public key. Send it from your server with a secret key.",
      },
    ]);
  });
});
