import { expect } from "vitest";
import { GET as list, POST as create } from "@/app/api/v1/automations/route";
import { DELETE as remove, GET as show, PATCH as update } from "@/app/api/v1/automations/[id]/route";
import { GET as runs } from "@/app/api/v1/automations/[id]/runs/route";
import { createKey } from "@/lib/projects/keys";
import type { Scope } from "@/lib/scope";
import { happens, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

/** A program with a secret key of the project. */
async function aProgram(scope: Scope) {
  const { text: key } = await createKey(scope, { kind: "secret", name: "Program" });
  return async (
    serve: (request: Request, context: { params: Promise<object> }) => Promise<Response>,
    { method = "GET", query = "", id, body }: { method?: string; query?: string; id?: string; body?: object } = {},
  ) => {
    const request = new Request(`http://app.test/api/v1/automations${query}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await serve(request, { params: Promise.resolve(id ? { id } : {}) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

const FLOW = onSignUp([wait("hold", 60)]);

test("a program creates a draft, lets it go live, sees who is in it, and pauses it", async ({ scope }) => {
  const ask = await aProgram(scope);
  const made = await ask(create, { method: "POST", body: { name: "Trial", flow: FLOW } });
  expect(made).toMatchObject({ status: 201, body: { name: "Trial", status: "draft", flow: FLOW, live_version: null } });
  const { id } = made.body as { id: string };

  expect(await ask(update, { method: "PATCH", id, body: { status: "live" } })).toMatchObject({
    status: 200,
    body: { status: "live", live_version: 1 },
  });
  const ann = await aCustomer(scope);
  await happens(scope, ann.id);
  await settle(scope);

  expect(await ask(show, { id })).toMatchObject({ body: { id, in_progress: 1, entered_30d: 1, unpublished_changes: false } });
  expect(await ask(runs, { id, query: "?step=hold" })).toMatchObject({
    body: {
      data: [{ customer: ann.publicId, status: "waiting", step: "hold", due_at: expect.any(String), problem: null }],
      next_cursor: null,
    },
  });
  expect(await ask(update, { method: "PATCH", id, body: { status: "paused" } })).toMatchObject({
    body: { status: "paused", paused_because: "by_hand" },
  });
  expect(await ask(list, { query: "?status=paused&limit=1" })).toMatchObject({ body: { data: [{ id }], next_cursor: null } });
});

test("a draft is deleted; what was live is archived instead", async ({ scope, stranger }) => {
  const [ask, theirs] = [await aProgram(scope), await aProgram(stranger)];
  const { body } = await ask(create, { method: "POST", body: { name: "Draft", flow: FLOW } });
  const { id } = body as { id: string };
  expect(await theirs(remove, { method: "DELETE", id })).toMatchObject({ status: 404 });
  await ask(update, { method: "PATCH", id, body: { status: "live" } });
  expect(await ask(remove, { method: "DELETE", id })).toMatchObject({
    status: 409,
    body: { error: { message: expect.stringContaining("Archive") } },
  });

  const other = (await ask(create, { method: "POST", body: { name: "Other" } })).body as { id: string };
  expect(await ask(remove, { method: "DELETE", id: other.id })).toMatchObject({ status: 200, body: { id: other.id, deleted: true } });
  expect(await ask(show, { id: other.id })).toMatchObject({ status: 404 });
});

test("what keeps it from going live is told, with the field", async ({ scope }) => {
  const ask = await aProgram(scope);
  const { body } = await ask(create, { method: "POST", body: { name: "Half" } });
  const refused = await ask(update, { method: "PATCH", id: (body as { id: string }).id, body: { status: "live" } });
  expect(refused).toMatchObject({
    status: 422,
    body: { error: { code: "INVALID_INPUT", field: "flow", message: expect.stringContaining("Nothing starts this automation") } },
  });
});

test("a step of an unknown kind, a bad cursor and another project's automation are refused", async ({ scope, stranger }) => {
  const ask = await aProgram(scope);
  const other = await aProgram(stranger);
  const { body } = await ask(create, { method: "POST", body: { name: "Mine" } });
  const { id } = body as { id: string };

  const odd = { ...FLOW, steps: [{ id: "x", type: "teleport" }] };
  expect(await ask(create, { method: "POST", body: { name: "Odd", flow: odd } })).toMatchObject({
    status: 422,
    body: { error: { field: "flow.steps.0.type" } },
  });
  expect(await ask(list, { query: "?cursor=nonsense" })).toMatchObject({ status: 422, body: { error: { field: "cursor" } } });
  for (const attempt of [
    ask(show, { id: "aut_nonsense" }),
    other(show, { id }),
    other(runs, { id }),
    other(update, { method: "PATCH", id, body: { name: "Theirs" } }),
  ]) {
    expect(await attempt).toMatchObject({ status: 404, body: { error: { code: "NOT_FOUND" } } });
  }
});
