import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { GET as showCustomer, PATCH as patchCustomer } from "@/app/api/v1/customers/[id]/route";
import { GET as listCustomers, POST as tellCustomer } from "@/app/api/v1/customers/route";
import { GET as listEvents, POST as recordEvent } from "@/app/api/v1/events/route";
import { GET as listMembers } from "@/app/api/v1/members/route";
import { newId } from "@/db/ids";
import { apiKeys, customers } from "@/db/schema";
import { type Grant, PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

async function asking({ db, projectId }: Scope, kind: "secret" | "public" = "secret", grants: readonly Grant[] = SECRET_KEY_GRANTS) {
  const key = `${kind === "secret" ? "sk" : "pk"}_${newId("key").slice(4)}`;
  await db.insert(apiKeys).values({ projectId, kind, name: key, hash: hashKey(key), shown: "…", grants: [...grants] });
  return async (handler: Handler, method: string, path: string, body?: object, params: object = {}) => {
    const headers = { authorization: `Bearer ${key}` };
    const request = new Request(`http://app.test/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, ...(await response.json()) };
  };
}

test("a customer is told of, found, changed and shown, by our id and by the sender's", async ({ scope }) => {
  const ask = await asking(scope);
  const told = await ask(tellCustomer, "POST", "/customers", {
    user_id: "42",
    email: "Ada@example.com",
    traits: { first_name: "Ada", plan: "free" },
  });
  expect(told).toMatchObject({
    status: 200,
    user_id: "42",
    email: "ada@example.com",
    name: "Ada",
    traits: { plan: "free" },
    last_seen_at: null,
  });
  const again = await ask(tellCustomer, "POST", "/customers", { user_id: "42", traits: { plan: "pro" } });
  expect(again).toMatchObject({ id: told.id, traits: { first_name: "Ada", plan: "pro" } });
  const changed = await ask(patchCustomer, "PATCH", `/customers/${told.id}`, { traits: { plan: null } }, { id: told.id });
  expect(changed.traits).not.toHaveProperty("plan");
  expect(await ask(showCustomer, "GET", "/customers/user_id:42", undefined, { id: "user_id:42" })).toMatchObject({
    status: 200,
    id: told.id,
  });
  expect(await ask(listCustomers, "GET", "/customers?q=ada")).toMatchObject({ data: [{ id: told.id }], next_cursor: null });
});

test("an event is recorded once for ever under its message_id", async ({ scope }) => {
  const ask = await asking(scope);
  const event = {
    user_id: "42",
    name: "Signed Up",
    properties: { plan: "pro" },
    message_id: "m-1",
    occurred_at: "2026-01-02T03:04:05+02:00",
  };
  const first = await ask(recordEvent, "POST", "/events", event);
  expect(first).toMatchObject({ status: 201, state: "recorded" });
  expect(await ask(recordEvent, "POST", "/events", event)).toEqual({ ...first, state: "duplicate" });
  const listed = await ask(listEvents, "GET", "/events?customer=user_id:42");
  expect(listed.data).toMatchObject([
    { id: first.id, name: "Signed Up", properties: { plan: "pro" }, occurred_at: "2026-01-02T01:04:05.000Z", source: "api" },
  ]);
});

test("events are listed page by page, of everybody, of a customer, of a name and of names that begin so", async ({ scope, clock }) => {
  const ask = await asking(scope);
  for (let i = 0; i < 7; i++) {
    clock.forward(10);
    await ask(recordEvent, "POST", "/events", { user_id: i % 2 ? "odd" : "even", name: i < 4 ? "Early" : i < 6 ? "Late" : "Lately" });
  }
  for (const [query, count] of [
    ["", 7],
    ["customer=user_id:odd&", 3],
    ["name=Early&", 4],
    ["customer=user_id:even&name=Late&", 1],
    ["q=lA&", 3],
    ["q=late&", 3],
    ["q=ate&", 0],
    ["q=%25&", 0],
    ["q=la&name=Late&", 2],
    ["q=la&name=Early&", 0],
    ["q=LATE&customer=user_id:even&", 2],
  ] as const) {
    const ids: string[] = [];
    let cursor: string | null = "";
    do {
      const page: { data: { id: string }[]; next_cursor: string | null } = await ask(
        listEvents,
        "GET",
        `/events?${query}limit=2${cursor && `&cursor=${cursor}`}`,
      );
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect([ids.length, new Set(ids).size], query).toEqual([count, count]);
  }
});

test("who was erased is in no list of events", async ({ scope }) => {
  const ask = await asking(scope);
  const { customer_id } = await ask(recordEvent, "POST", "/events", { user_id: "42", name: "Signed Up" });
  await scope.db.update(customers).set({ isErased: true }).where(eq(customers.publicId, customer_id));
  for (const query of ["", "?q=sign", "?name=Signed+Up"]) expect((await ask(listEvents, "GET", `/events${query}`)).data, query).toEqual([]);
});

test("a list that is not searched says so, and answers nothing as if it had been", async ({ scope }) => {
  expect(await (await asking(scope))(listMembers, "GET", "/members?q=ada")).toMatchObject({ status: 422, error: { field: "q" } });
});

test("what is wrong is told with the field, in the words of the API", async ({ scope }) => {
  const ask = await asking(scope);
  expect(await ask(tellCustomer, "POST", "/customers", { traits: {} })).toMatchObject({ status: 422, error: { field: "user_id" } });
  expect(await ask(recordEvent, "POST", "/events", { user_id: "1" })).toMatchObject({ status: 422, error: { field: "name" } });
  expect(await ask(recordEvent, "POST", "/events", { user_id: "1", name: "X", occurred_at: "yesterday" })).toMatchObject({
    error: { field: "occurred_at" },
  });
  expect(await ask(listEvents, "GET", "/events?cursor=nonsense")).toMatchObject({ status: 422, error: { field: "cursor" } });
  expect(await ask(listCustomers, "GET", "/customers?limit=1000")).toMatchObject({ status: 422, error: { field: "limit" } });
});

test("a public key is refused everywhere: it reports by the doors of senders", async ({ scope }) => {
  const ask = await asking(scope, "public", PUBLIC_KEY_GRANTS);
  expect(await ask(recordEvent, "POST", "/events", { user_id: "1", name: "Signed Up" })).toMatchObject({ status: 403 });
  for (const [handler, path] of [
    [listCustomers, "/customers"],
    [listEvents, "/events"],
  ] as const)
    expect(await ask(handler, "GET", path)).toMatchObject({ status: 403 });
  expect(await ask(tellCustomer, "POST", "/customers", { user_id: "1" })).toMatchObject({ status: 403 });
});

test("a key of another project reaches nobody here", async ({ scope, stranger }) => {
  const { id } = await (await asking(scope))(tellCustomer, "POST", "/customers", { user_id: "42", traits: { plan: "pro" } });
  const theirs = await asking(stranger);
  for (const ref of [id, "user_id:42"]) {
    expect(await theirs(showCustomer, "GET", `/customers/${ref}`, undefined, { id: ref })).toMatchObject({ status: 404 });
    expect(await theirs(patchCustomer, "PATCH", `/customers/${ref}`, { traits: { plan: "free" } }, { id: ref })).toMatchObject({
      status: 404,
    });
    expect(await theirs(listEvents, "GET", `/events?customer=${ref}`)).toMatchObject({ status: 404 });
  }
  expect(await theirs(listCustomers, "GET", "/customers")).toMatchObject({ data: [] });
});
