import { expect } from "vitest";
import { DELETE, GET as show, PATCH } from "@/app/api/v1/segments/[id]/route";
import { GET as customersOf } from "@/app/api/v1/segments/[id]/customers/route";
import { GET as list, POST } from "@/app/api/v1/segments/route";
import { newId } from "@/db/ids";
import { apiKeys } from "@/db/schema";
import { type Grant, SECRET_KEY_GRANTS } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import type { Scope } from "@/lib/scope";
import { fillPart } from "@/lib/segments/fill";
import { aCustomer, test } from "../../support/test";

const rule = { type: "trait", trait: "plan", operator: "is", value: "pro" };

async function keyOf({ db, projectId }: Scope, grants: readonly Grant[] = SECRET_KEY_GRANTS): Promise<string> {
  const shown = `sk_${newId("key").slice(4)}`;
  await db.insert(apiKeys).values({ projectId, kind: "secret", name: shown, hash: hashKey(shown), shown: "sk_…", grants: [...grants] });
  return shown;
}

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const asking =
  (key: string) =>
  async (handler: Handler, method: string, path: string, body?: object, params: object = {}) => {
    const request = new Request(`http://app.test/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, ...(await response.json()) };
  };

test("a segment is made, read, changed and deleted by a program", async ({ scope }) => {
  const ask = asking(await keyOf(scope));
  const made = await ask(POST, "POST", "/segments", { name: "Pro", rule });
  expect(made).toMatchObject({
    status: 201,
    name: "Pro",
    rule,
    sentence: "Customers whose plan is “pro”",
    customers: 0,
    up_to_date: false,
  });
  const { id } = made;
  expect(await ask(PATCH, "PATCH", `/segments/${id}`, { name: "Professionals" }, { id })).toMatchObject({
    status: 200,
    name: "Professionals",
  });
  expect(await ask(list, "GET", "/segments?q=profess")).toMatchObject({ status: 200, data: [{ id }], next_cursor: null });
  expect(await ask(DELETE, "DELETE", `/segments/${id}`, undefined, { id })).toEqual({ status: 200, id, deleted: true });
  expect(await ask(show, "GET", `/segments/${id}`, undefined, { id })).toMatchObject({ status: 404, error: { code: "NOT_FOUND" } });
});

test("the customers of a segment are listed page by page", async ({ scope }) => {
  const ask = asking(await keyOf(scope));
  const people = [await aCustomer(scope, { traits: { plan: "pro" } }), await aCustomer(scope, { traits: { plan: "pro" } })];
  const { id } = await ask(POST, "POST", "/segments", { name: "Pro", rule });
  await fillPart(scope, id, 1, 0);
  const first = await ask(customersOf, "GET", `/segments/${id}/customers?limit=1`, undefined, { id });
  const rest = await ask(customersOf, "GET", `/segments/${id}/customers?limit=1&cursor=${first.next_cursor}`, undefined, { id });
  expect([first.data, rest.data].flat()).toMatchObject(people.reverse().map(({ publicId, email }) => ({ id: publicId, email })));
  expect(rest.next_cursor).toBeNull();
});

test("a wrong rule is refused with the place of the mistake", async ({ scope }) => {
  const ask = asking(await keyOf(scope));
  const wrong = { type: "all", rules: [rule, { type: "trait", trait: "seats", operator: "at_least", value: "5" }] };
  expect(await ask(POST, "POST", "/segments", { name: "Big", rule: wrong })).toMatchObject({
    status: 422,
    error: { code: "INVALID_INPUT", field: "rule.rules.1.value", message: expect.stringContaining("Give a number.") },
  });
  expect(await ask(list, "GET", "/segments")).toMatchObject({ data: [] });
});

test("a key of another project sees nothing, and a key without the grant may do nothing", async ({ scope, stranger }) => {
  const { id } = await asking(await keyOf(scope))(POST, "POST", "/segments", { name: "Pro", rule });
  const theirs = asking(await keyOf(stranger));
  for (const [handler, method] of [
    [show, "GET"],
    [PATCH, "PATCH"],
    [DELETE, "DELETE"],
    [customersOf, "GET"],
  ] as [Handler, string][]) {
    expect(await theirs(handler, method, `/segments/${id}`, method === "PATCH" ? { name: "Mine" } : undefined, { id })).toMatchObject({
      status: 404,
    });
  }
  const powerless = asking(await keyOf(scope, ["events:write"]));
  expect(await powerless(list, "GET", "/segments")).toMatchObject({ status: 403 });
  expect(await powerless(DELETE, "DELETE", `/segments/${id}`, undefined, { id })).toMatchObject({ status: 403 });
});
