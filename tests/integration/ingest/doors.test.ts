import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { events, projects, rejections } from "@/db/schema";
import { beacon } from "@/lib/ingest/beacon/door";
import { takeTurn } from "@/lib/ingest/pace";
import { segment } from "@/lib/ingest/segment/door";
import type { Scope } from "@/lib/scope";
import { opened } from "@/lib/web/door";
import { keysOf, SENT_FROM, serveDoors } from "../../support/sending";
import { test as base } from "../../support/test";
import { everyone } from "./asked";

type Asked = {
  status: number;
  headers: Headers;
  body: {
    success?: boolean;
    rejected?: { index: number; field: string | null; reason: string }[];
    error?: { code: string; field?: string; message: string };
  };
};
type Sender = {
  publicKey: string;
  secretKey: string;
  url: string;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Asked>;
};

const test = base.extend<{ sender: Sender }>({
  sender: async ({ scope }, use) => {
    await using server = await serveDoors();
    const keys = await keysOf(scope);
    const post = async (
      path: string,
      body: unknown,
      headers: Record<string, string> = { authorization: `Basic ${btoa(`${keys.publicKey}:`)}` },
    ) => {
      const bytes = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
      const response = await fetch(server.url + path, { method: "POST", headers, body: bytes as BodyInit });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Asked["body"] };
    };
    await use({ ...keys, url: server.url, post });
  },
});
const kept = ({ db, projectId }: Scope) => db.select().from(rejections).where(eq(rejections.projectId, projectId));
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe("Segment's door", () => {
  test("takes the key from Basic with or without its colon, from Bearer, or from the body", async ({
    sender: { post, publicKey },
    scope,
  }) => {
    const ways = [`Basic ${btoa(`${publicKey}:`)}`, `Basic ${btoa(publicKey)}`, `Bearer ${publicKey}`];
    for (const [i, authorization] of ways.entries())
      expect((await post("/v1/track", { userId: `u${i}`, event: "e" }, { authorization })).status).toBe(200);
    expect((await post("/v1/t", { userId: "u3", event: "e", writeKey: publicKey }, {})).body).toEqual({ success: true });
    expect((await post("/v1/track", { userId: "u4", event: "e" }, {})).status).toBe(401);
    expect((await everyone(scope)).people).toHaveLength(4);
  });

  test("what it cannot read of an envelope is as if it were not there, and no call is lost for it", async ({ sender: { post }, scope }) => {
    const batch = [{ type: "track", userId: "u", event: "e" }];
    const answer = await post("/v1/batch", { sentAt: "yesterday", context: "x", integrations: 1, batch });
    expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    expect((await everyone(scope)).people).toMatchObject([{ events: [expect.stringMatching(/^e /)] }]);
  });

  test("reads bytes, whatever the content type says, and gzip whether or not it is announced", async ({
    sender: { post, publicKey },
    scope,
  }) => {
    const call = JSON.stringify({ userId: "u", event: "e", messageId: "m", writeKey: publicKey });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json;charset=UTF-8"]) {
      expect((await post("/v1/track", call, { "content-type": type })).status).toBe(200);
      expect((await post("/v1/track", gzipSync(call), { "content-type": type })).status).toBe(200);
      expect((await post("/v1/track", gzipSync(call), { "content-type": type, "content-encoding": "gzip" })).status).toBe(200);
    }
    expect((await everyone(scope)).people[0]!.events).toHaveLength(1);
  });

  test("a bad single call is a 400 with its field, and is kept with its reason and no secrets", async ({ sender: { post }, scope }) => {
    const { status, body } = await post("/v1/track", { userId: "u", properties: { password: "hunter2", plan: "pro" } });
    expect([status, body.error]).toMatchObject([
      400,
      { code: "INVALID_INPUT", field: "event", message: "event is missing: every tracked event has a name." },
    ]);
    expect(await kept(scope)).toMatchObject([
      { field: "event", payload: { userId: "u", properties: { password: "[hidden]", plan: "pro" } } },
    ]);
  });

  test("one bad item never sinks its batch", async ({ sender: { post }, scope }) => {
    const { status, body } = await post("/v1/batch", {
      batch: [
        { type: "track", userId: "u", event: "ok" },
        { type: "track", event: "nobody" },
        { type: "nonsense", userId: "u" },
        7,
        { type: "track", userId: "v", event: "ok" },
      ],
    });
    expect([status, body]).toMatchObject([
      200,
      {
        success: true,
        rejected: [
          { index: 1, field: "userId" },
          { index: 2, field: "type" },
          { index: 3, field: null },
        ],
      },
    ]);
    expect((await everyone(scope)).people).toHaveLength(2);
  });

  test("calls that were not meant for us, or say nothing, are answered and not recorded", async ({ sender: { post }, scope }) => {
    const batch = [
      { type: "track", userId: "u", event: "e", integrations: { All: false } },
      { type: "track", userId: "u", event: "e", integrations: { CrowdPower: false } },
      { type: "alias", userId: "u", previousId: "u" },
      { type: "group", groupId: "g" },
    ];
    expect((await post("/v1/batch", { batch })).body).toEqual({ success: true });
    expect((await everyone(scope)).people).toEqual([]);
    await post("/v1/batch", {
      batch: [
        { type: "track", userId: "u", event: "e", integrations: { All: false, CrowdPower: true } },
        { type: "track", userId: "", anonymousId: "a", event: "e", integrations: { "Segment.io": true } },
      ],
    });
    expect((await everyone(scope)).people.map(({ names }) => names)).toEqual([["anonymous_id a"], ["user_id u"]]);
  });

  test("identify takes its traits from the context where it has none of its own, and other calls never do", async ({
    sender: { post },
    scope,
  }) => {
    await post("/v1/identify", { userId: "u", context: { traits: { email: "u@example.com", plan: "pro" } } });
    await post("/v1/track", { userId: "u", event: "e", context: { traits: { plan: "stale" } } });
    expect((await everyone(scope)).people).toMatchObject([{ email: "u@example.com", traits: { plan: "pro" } }]);
  });

  test("a wrong sender's clock is corrected, back-dated facts keep their time, and nothing happens in the future", async ({
    sender: { post },
    scope,
  }) => {
    const now = Math.floor(Date.now() / 1000) * 1000; // the doors go by the machine's clock
    const iso = (offset: number) => new Date(now + offset).toISOString();
    const hour = 3_600_000;
    await post("/v1/batch", { sentAt: iso(5 * hour), batch: [{ type: "track", userId: "ahead", event: "e", timestamp: iso(4 * hour) }] });
    await post("/v1/batch", {
      sentAt: iso(0),
      batch: [
        { type: "track", userId: "past", event: "e", timestamp: "2024-01-01" },
        { type: "track", userId: "future", event: "e", timestamp: iso(hour) },
      ],
    });
    const seen = Object.fromEntries(
      (await everyone(scope)).people.map(({ names, firstSeenAt }) => [names[0]!.slice(8), firstSeenAt.getTime()]),
    );
    expect(Math.abs(seen.ahead! - (now - hour))).toBeLessThan(20_000);
    expect(seen.past).toBe(Date.UTC(2024, 0, 1));
    expect(Math.abs(seen.future! - now)).toBeLessThan(20_000);
  });

  test("what is too large is refused before it is read, and beyond 2,500 calls the rest is told so", async ({
    sender: { post },
    scope,
  }) => {
    const long = (bytes: number) => ({ userId: "u", event: "e", properties: { text: "x".repeat(bytes) } });
    expect((await post("/v1/track", long(33 * 1024))).status).toBe(400);
    expect((await post("/v1/batch", { batch: [], text: "x".repeat(501 * 1024) })).status).toBe(400);
    expect((await post("/v1/batch", gzipSync(JSON.stringify({ batch: [], text: "x".repeat(50_000_000) })))).status).toBe(400);
    expect(
      (
        await post("/v1/batch", {
          batch: [
            { type: "track", ...long(33 * 1024) },
            { type: "track", ...long(30 * 1024) },
          ],
        })
      ).body.rejected,
    ).toMatchObject([{ index: 0, reason: "is larger than 32 KB." }]);
    const many = Array.from({ length: 2_501 }, (_, i) => ({ type: "track", userId: `m${i % 7}`, event: "e" }));
    expect((await post("/v1/batch", { batch: many })).body.rejected).toMatchObject([{ index: 2_500 }]);
    expect((await everyone(scope)).people.flatMap(({ events }) => events)).toHaveLength(2_501);
  });

  test("answers preflights for any page, the SDK's settings, and 404 for what is not there", async ({
    sender: { url, post, publicKey },
  }) => {
    const preflight = await fetch(`${url}/v1/t`, { method: "OPTIONS" });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-headers"),
    ]).toEqual([204, "*", expect.stringContaining("authorization")]);
    const settings = await fetch(`${url}/v1/projects/${publicKey}/settings`);
    expect(await settings.json()).toMatchObject({ integrations: { "Segment.io": { apiKey: publicKey, apiHost: "app.test/v1" } } });
    expect(await (await fetch(`${url}/sourceConfig/?writeKey=${publicKey}`)).json()).toMatchObject({
      source: { writeKey: publicKey, enabled: true },
    });
    expect((await post("/v1/nothing", {})).status).toBe(404);
    expect((await fetch(`${url}/v1/projects/pk_nobody_has_this_key/settings`)).status).toBe(401);
  });
});

test("a secret key is read from no address, by whichever door, and is not said again", async ({ sender: { url, secretKey } }) => {
  for (const path of [
    `/v1/projects/${secretKey}/settings`,
    `/sourceConfig/?writeKey=${secretKey}`,
    `/beacon/events?api_key=${secretKey}`,
  ]) {
    const response = await fetch(url + path, path.startsWith("/beacon") ? { method: "POST", body: "{}" } : {});
    const text = await response.text();
    expect([response.status, JSON.parse(text)], path).toMatchObject([
      401,
      { error: { code: "UNAUTHENTICATED", message: expect.stringContaining("Only a public key is read from an address") } },
    ]);
    expect(text).not.toContain(secretKey);
  }
});

describe("the address that somebody calls from", () => {
  const BROWSER = { origin: "https://shop.example.com" };
  const ips = async ({ db, projectId }: Scope) => {
    const rows = await db.select().from(events).where(eq(events.projectId, projectId)).orderBy(events.name);
    return Object.fromEntries(rows.map(({ name, context }) => [name, context?.ip]));
  };

  async function callFromEverywhere({ post, publicKey }: Sender) {
    const key = { writeKey: publicKey };
    await post("/v1/t", { userId: "u", event: "browser", ...key }, BROWSER);
    await post("/v1/b", { batch: [{ type: "track", userId: "u", event: "browser, many", context: { locale: "pt" } }], ...key }, BROWSER);
    await post("/v1/t", { userId: "u", event: "says one", context: { ip: "192.0.2.1" }, ...key }, BROWSER);
    await post("/v1/track", { userId: "u", event: "says it is direct", context: { direct: true }, ...key }, {});
    await post("/v1/track", { userId: "u", event: "server", ...key }, {});
    await post("/beacon/batch", { api_key: publicKey, batch: [{ type: "event", user_id: "u", action: "tag" }] }, {});
  }

  test("is kept of browsers and of who says that they call directly, unless they say one, and never of servers", async ({
    sender,
    scope,
  }) => {
    await scope.db.update(projects).set({ storeIps: true }).where(eq(projects.id, scope.projectId));
    await callFromEverywhere(sender);
    expect(await ips(scope)).toEqual({
      browser: SENT_FROM,
      "browser, many": SENT_FROM,
      "says one": "192.0.2.1",
      "says it is direct": SENT_FROM,
      server: undefined,
      tag: SENT_FROM,
    });
  });

  test("is kept nowhere unless the project says so", async ({ sender, scope }) => {
    await callFromEverywhere(sender);
    await sender.post("/v1/t", { userId: "u", event: "late", timestamp: "1969-01-01", writeKey: sender.publicKey }, BROWSER);
    expect(Object.values(await ips(scope))).toEqual(Array(6).fill(undefined));
    expect(JSON.stringify(await scope.db.select().from(events).where(eq(events.projectId, scope.projectId)))).not.toContain(SENT_FROM);
    expect(JSON.stringify(await kept(scope))).not.toContain(SENT_FROM);
  });
});

describe("the Beacon door", () => {
  test("one call makes a customer with traits, and an event", async ({ sender: { post, publicKey }, scope }) => {
    const done = { success: true, code: 200, data: null };
    const customer = {
      user_id: 17,
      email: "Ada@example.com",
      name: "Ada King Lovelace",
      signed_up_at: 1_700_000_000,
      custom_attributes: { plan: "pro", seats: 3, trial: false },
    };
    expect((await post("/beacon/customers", customer, bearer(publicKey))).body).toEqual(done);
    expect(
      (await post("/beacon/events", { email: "ada@example.com", action: "Cart Recovered", created_at: 1_700_000_500 }, bearer(publicKey)))
        .body,
    ).toEqual(done);
    expect((await everyone(scope)).people).toMatchObject([
      {
        names: ["email ada@example.com", "user_id 17"],
        traits: {
          email: "ada@example.com",
          first_name: "Ada",
          last_name: "King Lovelace",
          signed_up_at: 1_700_000_000,
          plan: "pro",
          seats: 3,
          trial: false,
        },
        events: [expect.stringMatching(/^Cart Recovered/)],
        firstSeenAt: new Date(1_700_000_500_000),
      },
    ]);
  });

  test("a call with a message id or an idempotency key counts once, one without counts each time", async ({
    sender: { post, secretKey },
    scope,
  }) => {
    const event = { user_id: "u", action: "Paid" };
    for (let i = 0; i < 2; i++) {
      await post("/beacon/events", { ...event, message_id: "m1" }, bearer(secretKey));
      await post("/beacon/events", event, { ...bearer(secretKey), "idempotency-key": "k1" });
      await post(
        "/beacon/events/bulk",
        { user_id: "u", events: [{ action: "Paid" }, { action: "Paid" }] },
        { ...bearer(secretKey), "idempotency-key": "k2" },
      );
      await post("/beacon/events", event, bearer(secretKey));
    }
    expect((await everyone(scope)).people[0]!.events).toHaveLength(1 + 1 + 2 + 2);
  });

  test("bulk tells each refused item with its place, field and reason", async ({ sender: { post, publicKey }, scope }) => {
    const customers = [
      { user_id: "a" },
      { email: "no address" },
      { user_id: "b", custom_attributes: { "bad key!": 1 } },
      { user_id: "c", custom_attributes: { list: [1] } },
    ];
    const { status, body } = await post("/beacon/customers/bulk", { customers }, bearer(publicKey));
    expect([status, body]).toMatchObject([
      200,
      {
        success: true,
        rejected: [
          { index: 1, field: "email" },
          { index: 2, field: "custom_attributes.bad key!" },
          { index: 3, field: "custom_attributes.list" },
        ],
      },
    ]);
    expect((await everyone(scope)).people.map(({ names }) => names)).toEqual([["user_id a"]]);
  });

  test("update_session: false tells history and leaves last seen alone", async ({ sender: { post, publicKey }, scope }) => {
    await post("/beacon/events", { user_id: "u", action: "Old", created_at: 1_600_000_000, update_session: false }, bearer(publicKey));
    expect((await everyone(scope)).people).toMatchObject([{ firstSeenAt: new Date(1_600_000_000_000), lastSeenAt: null }]);
  });

  test("a public key may stand in the address or in the body, a secret one in neither", async ({
    sender: { post, publicKey, secretKey },
  }) => {
    const event = { user_id: "u", action: "e" };
    expect((await post(`/beacon/events?api_key=${publicKey}`, event, {})).status).toBe(200);
    expect((await post("/beacon/events", { ...event, api_key: publicKey }, {})).status).toBe(200);
    expect((await post("/beacon/events", { ...event, api_key: secretKey }, {})).status).toBe(401);
  });

  test("too large is 413, a missing field is 400 with its name", async ({ sender: { post, publicKey } }) => {
    expect(
      (await post("/beacon/events", { user_id: "u", action: "e", properties: { x: "x".repeat(33 * 1024) } }, bearer(publicKey))).status,
    ).toBe(413);
    const huge = () => new Request("http://app.test/beacon/events", { method: "POST", body: new Blob(["x".repeat(600 * 1024)]) });
    expect([(await opened(beacon, "/beacon/")(huge())).status, (await opened(segment, "/v1/")(huge())).status]).toEqual([413, 400]);
    expect((await post("/beacon/events", { user_id: "u" }, bearer(publicKey))).body.error).toMatchObject({ field: "action" });
    expect((await post("/beacon/dances", { user_id: "u" }, bearer(publicKey))).status).toBe(404);
  });
});

describe("a project that sends more than its requests a second", () => {
  const BEYOND = expect.objectContaining({ code: "LIMIT_REACHED" });

  test("is asked to wait, may go on as time passes, and holds nobody else up", ({ scope, stranger, clock }) => {
    for (let i = 0; i < 4; i++) takeTurn(scope, 4);
    expect(() => takeTurn(scope, 4)).toThrow(BEYOND);
    takeTurn(stranger, 4);
    clock.forward(500);
    for (let i = 0; i < 2; i++) takeTurn(scope, 4);
    expect(() => takeTurn(scope, 4)).toThrow(BEYOND);
    clock.forward(60_000);
    for (let i = 0; i < 4; i++) takeTurn(scope, 4);
    expect(() => takeTurn(scope, 4)).toThrow(BEYOND);
  });

  test("is told so by each door in its words, with when to come back, and nothing is recorded", async ({
    sender: { publicKey },
    scope,
  }) => {
    const soon = new Date(Date.now() + 3_600_000); // so that no turn comes back meanwhile
    const ahead = { ...scope, clock: { now: () => soon } };
    for (const [door, under, path] of [
      [segment, "/v1/", "/v1/track"],
      [beacon, "/beacon/", "/beacon/events"],
    ] as const) {
      for (let i = 0; i < 1_000; i++) takeTurn(ahead, 1_000);
      const body = JSON.stringify({ userId: "u", user_id: "u", event: "e", action: "e" });
      const request = new Request(`http://app.test${path}`, { method: "POST", headers: bearer(publicKey), body });
      const response = await opened(door, under)(request);
      expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
      expect(await response.json()).toMatchObject({
        error: { code: "LIMIT_REACHED", message: expect.stringContaining("1000 requests a second") },
      });
    }
    expect((await everyone(scope)).people).toEqual([]);
  });
});

test("calls older than the project keeps are refused with that reason", async ({ sender: { post }, scope }) => {
  await scope.db.update(projects).set({ retentionDays: 30 }).where(eq(projects.id, scope.projectId));
  const { status, body } = await post("/v1/track", { userId: "u", event: "e", timestamp: "2020-01-01T00:00:00Z" });
  expect([status, body.error]).toMatchObject([
    400,
    { field: "timestamp", message: expect.stringContaining("older than this project keeps") },
  ]);
  expect(await kept(scope)).toMatchObject([{ field: "timestamp" }]);
  expect((await everyone(scope)).people).toEqual([]);
});
