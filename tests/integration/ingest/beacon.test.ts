import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { events, projects, rejections } from "@/db/schema";
import { chargesOf } from "@/lib/customers/charges";
import { getCustomer } from "@/lib/customers/queries";
import { visitsOf } from "@/lib/customers/visits";
import type { Scope } from "@/lib/scope";
import { tagsOf } from "@/lib/tags/queries";
import { keysOf, serveDoors } from "../../support/sending";
import { test as base } from "../../support/test";
import { everyone } from "./asked";

type Refused = { list?: string; index: number; field: string | null; reason: string };
type Answered = { status: number; body: { success?: boolean; rejected?: Refused[]; error?: { field?: string; message: string } } };
type Sender = { publicKey: string; post: (path: string, body: object, headers?: Record<string, string>) => Promise<Answered> };

const test = base.extend<{ sender: Sender }>({
  sender: async ({ scope }, use) => {
    await using server = await serveDoors();
    const { publicKey } = await keysOf(scope);
    const post: Sender["post"] = async (path, body, headers = { authorization: `Bearer ${publicKey}` }) => {
      const response = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Answered["body"] };
    };
    await use({ publicKey, post });
  },
});

const chargesOfUser = async (scope: Scope, userId: string) => chargesOf(scope, (await getCustomer(scope, `user_id:${userId}`)).id);
const factsOf = ({ db, projectId }: Scope) => db.select().from(events).where(eq(events.projectId, projectId)).orderBy(events.occurredAt);

describe("charges", () => {
  test("are summed up by currency, without converting; one that names none is in the project's", async ({ sender: { post }, scope }) => {
    await scope.db.update(projects).set({ currency: "EUR" }).where(eq(projects.id, scope.projectId));
    const { status, body } = await post("/beacon/charges/bulk", {
      user_id: "u",
      charges: [
        { amount: 1999, created_at: 1_700_000_000 },
        { amount: 1, created_at: 1_700_000_300 },
        { amount: -500, created_at: 1_700_000_200 },
        { amount: 500, currency: "jpy" },
      ],
    });
    expect([status, body]).toEqual([200, { success: true, code: 200, data: null, rejected: [] }]);
    expect(await chargesOfUser(scope, "u")).toMatchObject([
      {
        currency: "EUR",
        count: 2,
        refunds: 1,
        sum: 1500,
        average: 750,
        first: { amount: 1999, at: new Date(1_700_000_000_000) },
        last: { amount: 1, at: new Date(1_700_000_300_000) },
      },
      { currency: "JPY", count: 1, refunds: 0, sum: 500, average: 500 },
    ]);
  });

  test.for([19.99, "1999", null, 2 ** 60])("of %s are refused with the field", async (amount, { sender: { post }, scope }) => {
    const { status, body } = await post("/beacon/charges", { user_id: "u", amount });
    expect([status, body.error]).toMatchObject([400, { field: "amount" }]);
    expect((await everyone(scope)).people).toEqual([]);
  });

  test("in a currency that there is not are refused, and sink no other", async ({ sender: { post }, scope }) => {
    const { body } = await post("/beacon/charges/bulk", { user_id: "u", charges: [{ amount: 1, currency: "COINS" }, { amount: 2 }] });
    expect(body.rejected).toMatchObject([{ index: 0, field: "currency" }]);
    expect(await chargesOfUser(scope, "u")).toMatchObject([{ count: 1, sum: 2 }]);
  });

  test("told again under the same key count once", async ({ sender: { post, publicKey }, scope }) => {
    const headers = { authorization: `Bearer ${publicKey}`, "idempotency-key": "order-1" };
    for (let i = 0; i < 3; i++) await post("/beacon/charges", { user_id: "u", amount: 700 }, headers);
    expect(await chargesOfUser(scope, "u")).toMatchObject([{ count: 1, sum: 700 }]);
  });
});

describe("Segment's revenue", () => {
  const track = (properties: object, more: object = {}) => ({ userId: "u", event: "Order Completed", properties, ...more });

  test.for([
    [19.99, "EUR", 1999],
    [0.29, "USD", 29],
    ["12.5", "usd", 1250],
    [500, "JPY", 500],
    [1.234, "KWD", 1234],
    [-8.7, "EUR", -870],
    ["0.0000001", "EUR", 0],
  ] as const)("of %s %s is a charge of %s", async ([revenue, currency, amount], { sender: { post }, scope }) => {
    expect((await post("/v1/track", track({ revenue, currency, order_id: "o-1" }, { messageId: "m-1" }))).status).toBe(200);
    const facts = await factsOf(scope);
    expect(facts.map(({ name }) => name).sort()).toEqual(["Charged", "Order Completed"]);
    expect(facts.find(({ name }) => name === "Charged")?.properties).toEqual({
      amount,
      currency: currency.toUpperCase(),
      event: "Order Completed",
      order_id: "o-1",
    });
    expect(facts.find(({ name }) => name === "Order Completed")?.properties).toEqual({ revenue, currency, order_id: "o-1" });
  });

  test("counts once with its event, however often the call arrives, and in the project's currency where it names none", async ({
    sender: { post },
    scope,
  }) => {
    const call = { type: "track", ...track({ revenue: 10 }, { messageId: "m" }) };
    for (let i = 0; i < 2; i++) await post("/v1/batch", { batch: [call, call] });
    expect(await factsOf(scope)).toHaveLength(2);
    expect(await chargesOfUser(scope, "u")).toMatchObject([{ currency: "USD", count: 1, sum: 1000 }]);
  });

  test("is not guessed from anything else, and a wrong currency loses no event", async ({ sender: { post }, scope }) => {
    await post("/v1/batch", {
      batch: [{ total: 10 }, { value: 10 }, { revenue: "much" }, { revenue: null }].map((properties) => ({
        type: "track",
        ...track(properties),
      })),
    });
    expect(await chargesOfUser(scope, "u")).toEqual([]);
    const { body } = await post("/v1/batch", { batch: [{ type: "track", ...track({ revenue: 5, currency: "$" }) }] });
    expect(body.rejected).toMatchObject([{ index: 0, field: "currency" }]);
    expect((await factsOf(scope)).map(({ name }) => name)).toEqual(Array(5).fill("Order Completed"));
  });
});

describe("pages", () => {
  test("are summed up by address, whatever stands behind it", async ({ sender: { post }, scope }) => {
    const url = "https://example.com/pricing";
    const { body } = await post("/beacon/pages/bulk", {
      email: "ada@example.com",
      pages: [
        { url, title: "Prices", created_at: 1_700_000_000 },
        { url: `${url}?utm_source=x#plans`, title: "Pricing", referrer: "https://example.com/", created_at: 1_700_000_100 },
        { url: "https://example.com/", properties: { theme: "dark" } },
        { referrer: "nowhere" },
        ...["#/a", "#/a?b=1", "#!/c#d"].map((page) => ({ url: `https://app.example.com/${page}` })),
      ],
    });
    expect(body.rejected).toMatchObject([{ index: 3, field: "url" }]);
    const [person] = (await everyone(scope)).people;
    expect(person?.events).toHaveLength(6);
    const { rows } = await scope.db.execute<{ id: number }>(`select id from customers where project_id = ${scope.projectId}`);
    const { visits, pages, top } = await visitsOf(scope, rows[0]!.id);
    expect({ visits, pages, top }).toMatchObject({
      visits: 6,
      pages: 4,
      top: [
        { url: "https://app.example.com/#/a", count: 2 },
        { url, title: "Pricing", count: 2, firstAt: new Date(1_700_000_000_000), lastAt: new Date(1_700_000_100_000) },
        { url: "https://app.example.com/#!/c", count: 1 },
        { url: "https://example.com/", title: null, count: 1 },
      ],
    });
  });
});

describe("/beacon/track", () => {
  test("tells of a customer and of all they did, each part by itself", async ({ sender: { post }, scope }) => {
    const { status, body } = await post("/beacon/track", {
      user_id: "u",
      email: "ada@example.com",
      name: "Ada Lovelace",
      custom_attributes: { plan: "pro" },
      events: [{ action: "Signed Up" }, { properties: {} }, "Signed Up"],
      charges: [{ amount: 1999 }, { amount: 1.5 }],
      tags: [{ name: "VIP" }, { remove: true }],
      pages: [{ url: "https://example.com/" }],
    });
    expect(status).toBe(200);
    expect(body.rejected?.map(({ list, index, field }) => [list, index, field])).toEqual([
      ["events", 1, "action"],
      ["events", 2, null],
      ["charges", 1, "amount"],
      ["tags", 1, "name"],
    ]);
    const { people } = await everyone(scope);
    expect(people).toMatchObject([{ names: ["email ada@example.com", "user_id u"], traits: { first_name: "Ada", plan: "pro" } }]);
    expect(people[0]!.events.map((event) => event.split(" ").slice(0, -1).join(" ")).sort()).toEqual([
      "Charged",
      "Page Viewed",
      "Signed Up",
    ]);
    expect(await scope.db.select().from(rejections).where(eq(rejections.projectId, scope.projectId))).toHaveLength(4);
    const { id } = await getCustomer(scope, "user_id:u");
    expect((await tagsOf(scope, [id])).get(id)).toMatchObject([{ name: "VIP" }]);
  });

  test("counts once under its key, and needs somebody it is about", async ({ sender: { post }, scope }) => {
    const said = { user_id: "u", message_id: "call-1", events: [{ action: "A" }, { action: "A" }], charges: [{ amount: 5 }] };
    for (let i = 0; i < 2; i++) expect((await post("/beacon/track", said)).body.rejected).toEqual([]);
    expect(await factsOf(scope)).toHaveLength(3);
    expect(await post("/beacon/track", { events: [{ action: "A" }] })).toMatchObject({
      status: 400,
      body: { error: { field: "user_id" } },
    });
    expect(await post("/beacon/track", { user_id: "u", events: "A" })).toMatchObject({ status: 400, body: { error: { field: "events" } } });
  });

  test("takes traits by the name that other tools have for them, and the one of its own first", async ({ sender: { post }, scope }) => {
    await post("/beacon/customers", { user_id: "u", traits: { plan: "free", seats: 3 }, custom_attributes: { plan: "pro" } });
    expect((await everyone(scope)).people).toMatchObject([{ traits: { plan: "pro", seats: 3 } }]);
  });

  test("keeps what they did when a fact about the customer is wrong", async ({ sender: { post }, scope }) => {
    const { body } = await post("/beacon/track", { user_id: "u", custom_attributes: { "bad key": 1 }, events: [{ action: "A" }] });
    expect(body.rejected).toMatchObject([{ list: "customer", index: 0, field: "custom_attributes.bad key" }]);
    expect((await everyone(scope)).people).toMatchObject([{ events: [expect.stringMatching(/^A /)] }]);
  });
});

describe("/beacon/batch", () => {
  const call = (type: string, more: object) => ({ type, anonymous_id: "browser-1", message_id: `${type}-1`, created_at: 1, ...more });

  test("takes its key from the body, corrects a wrong clock, and keeps what the browser says of itself", async ({
    sender: { post, publicKey },
    scope,
  }) => {
    const now = scope.clock.now().getTime();
    const wrong = now - 3 * 60 * 60_000; // a browser's clock that is three hours late
    const batch = [
      call("page", {
        url: "https://shop.test/?utm_source=ad",
        created_at: wrong - 10_000,
        context: { campaign: { source: "ad" }, sessionId: "s" },
      }),
      call("identify", { user_id: "u", email: "ada@example.com", custom_attributes: { plan: "pro" }, created_at: wrong - 5_000 }),
      call("event", { action: "Signed Up", created_at: wrong }),
      call("charge", { user_id: "u", amount: 1999, currency: "EUR", created_at: wrong }),
      call("dance", {}),
    ];
    const said = { api_key: publicKey, sent_at: wrong, context: { userAgent: "Mozilla/5.0", locale: "de-DE", secret: "x" }, batch };
    for (let i = 0; i < 2; i++) {
      const { status, body } = await post("/beacon/batch", said, { "content-type": "text/plain", "cf-ipcountry": "PT" });
      expect([status, body.rejected]).toMatchObject([200, [{ index: 4, field: "type" }]]);
    }
    const { people } = await everyone(scope);
    expect(people).toMatchObject([{ names: ["anonymous_id browser-1", "email ada@example.com", "user_id u"], traits: { plan: "pro" } }]);
    const facts = await factsOf(scope);
    expect(facts.map(({ name }) => name).sort()).toEqual(["Charged", "Page Viewed", "Signed Up"]);
    const visit = facts.find(({ name }) => name === "Page Viewed")!;
    expect(Math.abs(visit.occurredAt.getTime() - (now - 10_000))).toBeLessThan(5_000);
    expect(visit.context).toEqual({ userAgent: "Mozilla/5.0", locale: "de-DE", country: "PT", campaign: { source: "ad" }, sessionId: "s" });
  });

  test("never takes a secret key from where a page could have written it", async ({ sender: { post } }) => {
    expect((await post("/beacon/batch", { api_key: "sk_x", batch: [] }, {})).status).toBe(401);
  });
});
