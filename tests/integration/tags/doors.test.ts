import { expect } from "vitest";
import { DELETE as untag, GET as tagsOfCustomer, POST as tag } from "@/app/api/v1/customers/[id]/tags/route";
import { GET as listCustomers } from "@/app/api/v1/customers/route";
import { DELETE as deleteTag, GET as showTag, PATCH as patchTag } from "@/app/api/v1/tags/[id]/route";
import { GET as listTags, POST as createTag } from "@/app/api/v1/tags/route";
import { listTags as list } from "@/lib/tags/queries";
import { asking } from "../../support/asking";
import { keysOf, serveDoors } from "../../support/sending";
import { test } from "../../support/test";
import { everyone, tell } from "../ingest/asked";

test("tags are made, listed, shown, changed and deleted by the Core API", async ({ scope, stranger }) => {
  const ask = await asking(scope);
  const made = await ask(createTag, "POST", "/tags", { name: " VIP  customers ", colour: "good" });
  expect(made).toMatchObject({ status: 201, name: "VIP customers", colour: "good", description: null, customers: 0, or_more: false });
  const { id } = made;
  expect(await ask(createTag, "POST", "/tags", { name: "vip customers" })).toMatchObject({ status: 409, error: { field: "name" } });
  expect(await ask(createTag, "POST", "/tags", { name: "x", colour: "pink" })).toMatchObject({ status: 422, error: { field: "colour" } });
  expect(await ask(patchTag, "PATCH", `/tags/${id}`, { description: "Our best" }, { id })).toMatchObject({ description: "Our best" });
  expect(await ask(listTags, "GET", "/tags?limit=1")).toMatchObject({ data: [{ id }], next_cursor: null });
  expect(await (await asking(stranger))(showTag, "GET", `/tags/${id}`, undefined, { id })).toMatchObject({ status: 404 });
  expect(await ask(deleteTag, "DELETE", `/tags/${id}`, undefined, { id })).toMatchObject({ status: 200, deleted: true });
  expect(await ask(showTag, "GET", `/tags/${id}`, undefined, { id })).toMatchObject({ status: 404 });
});

test("a customer is tagged by name, and found by the tag", async ({ scope }) => {
  const ask = await asking(scope);
  await tell(scope, { type: "identify", userId: "42", traits: {} }, { type: "identify", userId: "43", traits: {} });
  const params = { id: "user_id:42" };
  const { tags } = await ask(tag, "POST", "/customers/user_id:42/tags", { name: "VIP" }, params);
  expect(tags).toMatchObject([{ name: "VIP", colour: "ink" }]);
  expect(await ask(listCustomers, "GET", `/customers?tag=${tags[0].id}`)).toMatchObject({ data: [{ user_id: "42" }], next_cursor: null });
  expect(await ask(listCustomers, "GET", `/customers?tag=${tags[0].id}&q=a`)).toMatchObject({ status: 422 });
  expect(await ask(untag, "DELETE", "/customers/user_id:42/tags?name=vip", undefined, params)).toMatchObject({ status: 200, tags: [] });
  expect(await ask(tagsOfCustomer, "GET", "/customers/user_id:42/tags", undefined, params)).toMatchObject({ tags: [] });
  const open = await asking(scope, "public");
  expect(await open(tag, "POST", "/customers/user_id:42/tags", { name: "VIP" }, params)).toMatchObject({ status: 403 });
});

test("Beacon puts tags on and takes them off, one or many, and names the field that is wrong", async ({ scope }) => {
  await using server = await serveDoors();
  const { publicKey } = await keysOf(scope);
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${publicKey}` };
    const response = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const has = async () => (await list(scope, { limit: 10 })).items.map(({ name, customers }) => [name, customers]);

  expect(await post("/beacon/tags", { user_id: "u", name: "VIP" })).toMatchObject({ status: 200, success: true });
  expect(await post("/beacon/tags/bulk", { email: "ann@example.com", tags: [{ name: "VIP" }, { tag: "Beta" }, {}] })).toMatchObject({
    status: 200,
    rejected: [{ index: 2, field: "name" }],
  });
  expect(await has()).toEqual([
    ["Beta", 1],
    ["VIP", 2],
  ]);
  expect(await post("/beacon/tags", { user_id: "u", name: "vip", remove: true })).toMatchObject({ status: 200 });
  expect(await has()).toEqual([
    ["Beta", 1],
    ["VIP", 1],
  ]);
  expect(await post("/beacon/tags", { user_id: "u", name: "x".repeat(81) })).toMatchObject({ status: 400, error: { field: "tag" } });
  expect(await post("/beacon/tags", { user_id: "u", name: "VIP", remove: "yes" })).toMatchObject({
    status: 400,
    error: { field: "remove" },
  });
  expect((await everyone(scope)).people).toHaveLength(2);
});
