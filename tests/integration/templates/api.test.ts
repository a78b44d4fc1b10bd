import { expect } from "vitest";
import { members, users } from "@/db/schema";
import { POST as preview } from "@/app/api/v1/templates/[id]/preview/route";
import { POST as publish } from "@/app/api/v1/templates/[id]/publish/route";
import { DELETE, GET, PATCH } from "@/app/api/v1/templates/[id]/route";
import { POST as sendTest } from "@/app/api/v1/templates/[id]/test/route";
import { GET as version } from "@/app/api/v1/templates/[id]/versions/[version]/route";
import { GET as versions } from "@/app/api/v1/templates/[id]/versions/route";
import { POST } from "@/app/api/v1/templates/route";
import { keysOf } from "../../support/sending";
import { test } from "../../support/test";

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const asking =
  (key: string) =>
  async (handler: Handler, method: string, params: object = {}, body?: object) => {
    const request = new Request("http://app.test/api/v1/templates", {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, ...((await response.json()) as object) } as Record<string, unknown> & { status: number };
  };

test("HTML is imported, looked at, published, listed as a version, tested, and deleted", async ({ scope }) => {
  const ask = asking((await keysOf(scope)).secretKey);
  const html = '<p>Hello {{ customer.first_name | default: "you" }}</p><a href="/x">x</a>';
  const made = await ask(POST, "POST", {}, { name: "Imported", subject: "Hi", html });
  expect(made).toMatchObject({ status: 201, html, document: {}, version: null });
  const id = String(made.id);
  expect(await ask(preview, "POST", { id }, {})).toMatchObject({
    status: 200,
    subject: "Hi",
    html: expect.stringContaining("<p>Hello Ada</p>"),
    findings: expect.arrayContaining([{ tone: "warn", says: expect.stringContaining("“/x”") }]),
  });
  expect(await ask(publish, "POST", { id })).toMatchObject({ status: 201, version: 1 });
  expect(await ask(PATCH, "PATCH", { id }, { html: "<p>Two</p>", text: "Two" })).toMatchObject({
    status: 200,
    html: "<p>Two</p>",
    text: "Two",
  });
  await ask(publish, "POST", { id });
  expect(await ask(versions, "GET", { id })).toMatchObject({ status: 200, data: [{ version: 2 }, { version: 1 }], next_cursor: null });
  expect(await ask(version, "GET", { id, version: "1" })).toMatchObject({
    html: expect.stringContaining("unsubscribe_url"),
    published_by: expect.stringMatching(/^key_/),
  });
  expect(await ask(version, "GET", { id, version: "3" })).toMatchObject({ status: 404 });
  expect(await ask(preview, "POST", { id }, { version: 1 })).toMatchObject({ html: expect.stringContaining("Hello Ada") });

  const [user] = await scope.db
    .insert(users)
    .values({ email: `api-${scope.projectId}@acme.test`, name: "Api" })
    .returning();
  await scope.db.insert(members).values({ projectId: scope.projectId, userId: user!.id, role: "viewer" });
  expect(await ask(sendTest, "POST", { id }, { to: [user!.email] })).toMatchObject({
    status: 201,
    results: [{ to: user!.email, state: "sent" }],
  });
  expect(await ask(sendTest, "POST", { id }, { to: ["stranger@acme.test"] })).toMatchObject({ status: 422, error: { field: "to" } });
  expect(await ask(sendTest, "POST", { id }, {})).toMatchObject({ status: 403 });

  expect(await ask(DELETE, "DELETE", { id })).toMatchObject({ status: 200, id, deleted: true });
  expect(await ask(GET, "GET", { id })).toMatchObject({ status: 404 });
});

test("a template starts from the gallery, and a public key does none of it", async ({ scope }) => {
  const { publicKey, secretKey } = await keysOf(scope);
  const made = await asking(secretKey)(POST, "POST", {}, { name: "Cart", start: "abandoned-cart" });
  expect(made).toMatchObject({ status: 201, subject: expect.stringContaining("left something behind"), html: null });
  const ask = asking(publicKey);
  const id = String(made.id);
  for (const [handler, method] of [
    [preview, "POST"],
    [sendTest, "POST"],
    [versions, "GET"],
    [DELETE, "DELETE"],
  ] as const)
    expect(await ask(handler as Handler, method, { id })).toMatchObject({ status: 403 });
});
