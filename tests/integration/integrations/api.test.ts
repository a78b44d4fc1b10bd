import { afterEach, beforeEach, expect } from "vitest";
import { DELETE as disconnect, GET as showIntegration, PUT as connect } from "@/app/api/v1/integrations/[kind]/route";
import { GET as listIntegrations } from "@/app/api/v1/integrations/route";
import { POST as redeliver } from "@/app/api/v1/webhooks/[id]/deliveries/[delivery]/redeliver/route";
import { GET as deliveries } from "@/app/api/v1/webhooks/[id]/deliveries/route";
import { POST as rotate } from "@/app/api/v1/webhooks/[id]/rotate/route";
import { DELETE, GET as show, PATCH } from "@/app/api/v1/webhooks/[id]/route";
import { POST as sendTest } from "@/app/api/v1/webhooks/[id]/test/route";
import { GET as list, POST } from "@/app/api/v1/webhooks/route";
import { newId } from "@/db/ids";
import { apiKeys } from "@/db/schema";
import { type Grant, PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { connectIntegration } from "@/lib/integrations/commands";
import { findConnection } from "@/lib/integrations/connections";
import { hashKey } from "@/lib/projects/key-text";
import type { Scope } from "@/lib/scope";
import { aListener, answering } from "../../support/listener";
import { test } from "../../support/test";
import { verified } from "../../support/verified";

let server: Awaited<ReturnType<typeof aListener>>;
beforeEach(async () => {
  process.env.ALLOW_LOOPBACK_TARGETS = "1";
  server = await aListener();
});
afterEach(async () => {
  delete process.env.ALLOW_LOOPBACK_TARGETS;
  await server.stop();
});

async function keyOf({ db, projectId }: Scope, grants: readonly Grant[] = SECRET_KEY_GRANTS): Promise<string> {
  const shown = `sk_${newId("key").slice(4)}`;
  await db.insert(apiKeys).values({ projectId, kind: "secret", name: shown, hash: hashKey(shown), shown: "sk_…", grants: [...grants] });
  return shown;
}

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const asking =
  (key: string) =>
  async (handler: Handler, method: string, params: object = {}, body?: object) => {
    const request = new Request("http://app.test/api/v1/webhooks", {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { ...(await response.json()), answered: response.status };
  };

test("a program makes a webhook, tries it, reads what it was told, and ends it", async ({ scope }) => {
  const ask = asking(await keyOf(scope));
  const made = await ask(POST, "POST", {}, { url: `${server.url}/hooks`, kinds: ["customer.created"] });
  expect(made).toMatchObject({ answered: 201, secret: expect.stringMatching(/^whsec_/), kinds: ["customer.created"], description: "" });
  const { id, secret } = made;
  expect(JSON.stringify([await ask(show, "GET", { id }), await ask(list, "GET")])).not.toContain(secret);

  server.next.push(answering(500, "Broken"));
  expect(await ask(sendTest, "POST", { id }, {})).toMatchObject({ status: 500, said: "Broken", answered: 200 });
  const { data } = await ask(deliveries, "GET", { id });
  expect(data).toMatchObject([{ kind: "test", state: "failed", payload: verified(secret, server.heard[0]!) }]);
  expect(await ask(redeliver, "POST", { id, delivery: data[0].id }, {})).toMatchObject({ answered: 200, done: true });

  const renewed = await ask(rotate, "POST", { id }, {});
  expect(renewed).toMatchObject({ answered: 200, previous_secret_until: expect.any(String) });
  expect(renewed.secret).not.toBe(secret);
  expect(await ask(PATCH, "PATCH", { id }, { status: "off" })).toMatchObject({ status: "off" });
  expect(await ask(DELETE, "DELETE", { id })).toMatchObject({ answered: 200, done: true });
  expect(await ask(show, "GET", { id })).toMatchObject({ answered: 404 });
});

test("what is wrong is said with its field, and another key may do nothing", async ({ scope, stranger }) => {
  const ask = asking(await keyOf(scope));
  expect(await ask(POST, "POST", {}, { url: "https://10.0.0.1/", kinds: ["customer.created"] })).toMatchObject({
    answered: 422,
    error: { field: "url" },
  });
  expect(await ask(POST, "POST", {}, { url: server.url, kinds: [] })).toMatchObject({ answered: 422, error: { field: "kinds" } });
  const { id } = await ask(POST, "POST", {}, { url: server.url, kinds: ["customer.created"] });
  const theirs = asking(await keyOf(stranger));
  for (const [handler, method] of [
    [show, "GET"],
    [DELETE, "DELETE"],
    [deliveries, "GET"],
  ] as const)
    expect(await theirs(handler, method, { id })).toMatchObject({ answered: 404 });
  const browser = asking(await keyOf(scope, PUBLIC_KEY_GRANTS));
  expect(await browser(list, "GET")).toMatchObject({ answered: 403 });
  expect(await browser(POST, "POST", {}, { url: server.url, kinds: ["customer.created"] })).toMatchObject({ answered: 403 });
});

test("integrations are listed with how they stand, and without any secret", async ({ scope }) => {
  await connectIntegration(scope, { kind: "slack", settings: { url: `${server.url}/very-secret` } });
  const ask = asking(await keyOf(scope));
  const { data } = await ask(listIntegrations, "GET");
  expect(data.map(({ kind, status }: { kind: string; status: string | null }) => [kind, status])).toEqual([
    ["resend", null],
    ["smtp", null],
    ["slack", "connected"],
    ["discord", null],
    ["webhook", null],
  ]);
  expect(JSON.stringify(data)).not.toContain("very-secret");
  expect(await ask(showIntegration, "GET", { kind: "slack" })).toMatchObject({
    kind: "slack",
    adds: { actions: ["Send a Slack message"] },
  });
  expect(await ask(showIntegration, "GET", { kind: "nothing" })).toMatchObject({ answered: 404 });
});

test("a program connects an integration, changes its settings and disconnects it, and reads no secret that it gave", async ({
  scope,
  stranger,
}) => {
  const ask = asking(await keyOf(scope));
  const slack = { kind: "slack" };
  const unset = await ask(connect, "PUT", slack, { settings: {} });
  expect(unset).toMatchObject({ answered: 422, error: { field: "url" } });
  const { fields } = await ask(showIntegration, "GET", slack);
  expect(fields).toEqual([{ name: "url", label: "Webhook address", secret: true, optional: false }]);
  const answers = [await ask(connect, "PUT", slack, { settings: { url: `${server.url}/very-secret` } })];
  answers.push(await ask(connect, "PUT", slack, { settings: {} }), await ask(showIntegration, "GET", slack));
  expect(answers).toMatchObject([
    { answered: 200, status: "connected", settings: {}, made: {} },
    { answered: 200 },
    { status: "connected" },
  ]);
  expect(JSON.stringify(answers)).not.toMatch(/very-secret/);
  expect((await findConnection(scope, "slack"))!.secrets).toEqual({ url: `${server.url}/very-secret` });

  const theirs = asking(await keyOf(stranger));
  expect(await theirs(disconnect, "DELETE", slack)).toMatchObject({ answered: 409 });
  const reader = asking(await keyOf(scope, ["integrations:read"]));
  expect(await reader(connect, "PUT", slack, { settings: {} })).toMatchObject({ answered: 403 });
  expect(await reader(disconnect, "DELETE", slack)).toMatchObject({ answered: 403 });
  expect(await ask(disconnect, "DELETE", slack)).toMatchObject({ answered: 200, kind: "slack", disconnected: true });
  expect(await ask(showIntegration, "GET", slack)).toMatchObject({ status: null, connected_at: null });
  expect(await ask(disconnect, "DELETE", slack)).toMatchObject({ answered: 409, error: { code: "CONFLICT" } });
  expect(await ask(connect, "PUT", { kind: "nothing" }, { settings: {} })).toMatchObject({ answered: 404 });
});

test("a secret that we make is in the answer that connects, and in no other", async ({ scope }) => {
  const ask = asking(await keyOf(scope));
  const { made } = await ask(connect, "PUT", { kind: "webhook" }, { settings: {} });
  expect(made).toEqual({ "Signing secret": expect.stringMatching(/^whsec_/) });
  const later = [await ask(connect, "PUT", { kind: "webhook" }, { settings: {} }), await ask(showIntegration, "GET", { kind: "webhook" })];
  expect(later).toMatchObject([{ answered: 200, made: {} }, { status: "connected" }]);
  expect(JSON.stringify(later)).not.toContain(made["Signing secret"]);
});
