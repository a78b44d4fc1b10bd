import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { API } from "@/app/api/v1/map";
import { describeApi } from "@/lib/web/openapi";
import type { RouteSpec } from "@/lib/web/route";

/** Where a route's folder is on the web: `app/api/v1/segments/[id]/route.ts` is `/api/v1/segments/{id}`. */
const pathOf = (file: string) => file.replace(/^app|\/route\.ts$/g, "").replace(/\[(\w+)\]/g, "{$1}");
const files = globSync("app/api/v1/**/route.ts").map(pathOf).sort();
const specs = Object.entries(API).flatMap(([path, module]) =>
  Object.entries(module).map(([method, { spec }]) => [`${method} ${path}`, spec] as [string, RouteSpec]),
);
const document = describeApi(API, "http://app.test");

test("every route of the Core API is in the document, and no other", () => {
  expect(Object.keys(API).sort()).toEqual(files);
  expect(Object.keys(document.paths ?? {}).sort()).toEqual(files);
});

describe.each(specs)("%s", (_, spec) => {
  test("says in a sentence what it does", () => expect(spec.summary).toMatch(/^[A-Z][^\n]{8,200}\.$/));
  test("reads a described object and answers one", () => {
    expect(spec.input).toBeInstanceOf(z.ZodObject);
    expect(spec.output).toBeInstanceOf(z.ZodObject);
  });
});

/** Lists that are not searched, and why. They refuse `q` by its name, so that nobody takes all of it for what they looked for. */
const UNSEARCHED: Record<string, string> = {
  "GET /api/v1/integrations": "There are a few, and all of them are on one page.",
  "GET /api/v1/members": "A project has a handful.",
  "GET /api/v1/webhooks": "A project has a handful.",
  "GET /api/v1/webhooks/{id}/deliveries": "They have no name: they are narrowed by their state.",
  "GET /api/v1/templates/{id}/versions": "They have a number and no name.",
  "GET /api/v1/automations/{id}/runs": "They have no name: they are narrowed by their status and step.",
};

test("every list takes a text to find, a limit and a cursor, and answers data and next_cursor", () => {
  const lists = specs.filter(([, { output }]) => output instanceof z.ZodObject && "data" in output.shape);
  expect(lists.length).toBeGreaterThan(4);
  const unsearched = lists.flatMap(([name, { input }]) => {
    const { success, error } = ((input as z.ZodObject).shape.q as z.ZodType).safeParse("ada");
    if (!success) expect(error.issues[0]?.message, name).toBe("This list is not searched. Leave out q.");
    return success ? [] : [name];
  });
  expect(unsearched.sort()).toEqual(Object.keys(UNSEARCHED).sort());
  for (const [name, { input, output }] of lists) {
    expect(Object.keys((input as z.ZodObject).shape), name).toEqual(expect.arrayContaining(["q", "limit", "cursor"]));
    expect(Object.keys((output as z.ZodObject).shape), name).toEqual(["data", "next_cursor"]);
  }
});

test("the document is OpenAPI 3.1, says how to prove who one is, and names every operation once", () => {
  expect(document).toMatchObject({ openapi: "3.1.1", security: [{ key: [] }], servers: [{ url: "http://app.test" }] });
  const ids = Object.values(document.paths ?? {}).flatMap((operations) =>
    Object.values(operations ?? {}).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("getSegmentsByIdCustomers");
});

test("what stands in a path is a parameter, and never asked for twice", () => {
  const { get, patch } = document.paths?.["/api/v1/customers/{id}"] ?? {};
  expect(get?.parameters).toMatchObject([{ in: "path", name: "id", required: true }]);
  expect(JSON.stringify(patch?.requestBody)).toContain("traits");
  expect(JSON.stringify(patch?.requestBody)).not.toContain('"id"');
});

/** What cannot be done with a noun by a program, and why. */
const LEFT_OUT: Record<string, string> = {
  "PATCH events/{id}": "What happened does not change.",
  "DELETE events/{id}": "What happened does not change; a name goes with its whole history, and a person with theirs.",
  "POST integrations": "There is a known number of them: one is connected by PUT.",
};

test("each of the nine nouns can be listed, shown, made, changed and deleted", () => {
  const things = ["customers/{id}", "events/{id}", "event-types/{name}", "traits/{key}", "tags/{id}", "segments/{id}", "automations/{id}"];
  things.push("broadcasts/{id}", "templates/{id}", "integrations/{kind}");
  const has = (method: string, path: string) => specs.some(([name]) => name === `${method} /api/v1/${path}`);
  const missing = things.flatMap((thing) => {
    const noun = thing.split("/")[0]!;
    const changes = has("PUT", thing) ? [] : [`PATCH ${thing}`];
    const makes = noun === "event-types" ? [] : [`POST ${noun}`]; // made by the first event
    const wanted = [`GET ${noun}`, `GET ${thing}`, `DELETE ${thing}`, ...changes, ...makes];
    return wanted.filter((one) => !has(...(one.split(" ") as [string, string])));
  });
  expect(missing.sort()).toEqual(Object.keys(LEFT_OUT).sort());
});
