import RudderStack from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { describe, expect } from "vitest";
import { json } from "@/lib/ingest/door";
import { everyone } from "../integration/ingest/asked";
import { keysOf, serveDoors } from "../support/sending";
import { test } from "../support/test";

describe("@segment/analytics-node", () => {
  test("identify, track, page, screen, group and alias arrive as people and events", async ({ scope }) => {
    await using server = await serveDoors();
    const { publicKey } = await keysOf(scope);
    const analytics = new Analytics({ writeKey: publicKey, host: server.url, flushAt: 20 });
    analytics.track({ anonymousId: "visitor", event: "Looked Around" });
    analytics.identify({
      userId: "u1",
      anonymousId: "visitor",
      traits: { email: "Ada@Example.com", firstName: "Ada", createdAt: new Date("2026-01-02T03:04:05Z"), plan: "pro" },
    });
    analytics.track({ userId: "u1", event: "Signed Up", properties: { plan: "pro", nested: { deep: [1, "two"] } } });
    analytics.page({ userId: "u1", name: "Pricing", properties: { url: "https://example.com/pricing" } });
    analytics.screen({ userId: "u1", name: "Home" });
    analytics.group({ userId: "u1", groupId: "g1", traits: { name: "Acme" } });
    analytics.alias({ userId: "u1", previousId: "older" });
    await analytics.closeAndFlush();
    const { people } = await everyone(scope);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({
      names: ["anonymous_id older", "anonymous_id visitor", "email ada@example.com", "user_id u1"],
      email: "ada@example.com",
      traits: {
        email: "Ada@Example.com",
        first_name: "Ada",
        signed_up_at: Date.parse("2026-01-02T03:04:05Z") / 1000,
        plan: "pro",
        company: { id: "g1", name: "Acme" },
      },
    });
    expect(people[0]!.events.map((event) => event.split(" evt_")[0]).sort()).toEqual([
      "Looked Around",
      "Page Viewed",
      "Screen Viewed",
      "Signed Up",
    ]);
  });

  test("asked to come back, it comes back, and nothing counts twice", async ({ scope }) => {
    let refusals = 0;
    await using server = await serveDoors(() => (refusals++ === 0 ? json(429, {}, { "retry-after": "1" }) : undefined));
    const { publicKey } = await keysOf(scope);
    const analytics = new Analytics({ writeKey: publicKey, host: server.url, flushAt: 1 });
    analytics.track({ userId: "u1", event: "Paid" });
    await analytics.closeAndFlush();
    expect(server.received.map(({ status }) => status)).toEqual([429, 200]);
    expect((await everyone(scope)).people).toMatchObject([{ events: [expect.stringMatching(/^Paid/)] }]);
  });

  test("a wrong key is refused at once, loudly and without retries", async ({ scope }) => {
    await using server = await serveDoors();
    const analytics = new Analytics({ writeKey: "pk_nobody_has_this_key", host: server.url, flushAt: 1 });
    const failure = new Promise((resolve) => analytics.on("error", resolve));
    analytics.track({ userId: "u1", event: "Paid" });
    await analytics.closeAndFlush();
    expect(await failure).toMatchObject({ code: "delivery_failure" });
    expect(server.received.map(({ status }) => status)).toEqual([401]);
    expect((await everyone(scope)).people).toEqual([]);
  });
});

describe("@rudderstack/rudder-sdk-node", () => {
  test("gzip under a form's content type is read by its bytes", async ({ scope }) => {
    await using server = await serveDoors();
    const { publicKey } = await keysOf(scope);
    const rudder = new RudderStack(publicKey, { dataPlaneUrl: server.url, flushAt: 2, logLevel: "error" });
    rudder.identify({ userId: "r1", traits: { email: "r@example.com", name: "Grace Hopper" } });
    rudder.track({ userId: "r1", event: "Order Completed", properties: { revenue: 9.9 } });
    await rudder.flush();
    expect(server.received[0]!.headers).toMatchObject({ "content-encoding": "gzip", "content-type": "application/x-www-form-urlencoded" });
    expect(server.received.every(({ status }) => status === 200)).toBe(true);
    expect((await everyone(scope)).people).toMatchObject([
      {
        names: ["email r@example.com", "user_id r1"],
        traits: { first_name: "Grace", last_name: "Hopper" },
        events: expect.arrayContaining([expect.stringMatching(/^Order Completed/), expect.stringMatching(/^Charged/)]),
      },
    ]);
  });
});
