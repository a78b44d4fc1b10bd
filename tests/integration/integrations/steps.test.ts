import { eq } from "drizzle-orm";
import { Webhook as Verifier } from "standardwebhooks";
import { afterEach, beforeEach, expect } from "vitest";
import { automationRuns, automationRunSteps } from "@/db/schema";
import { createAutomation } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { problemsOf } from "@/lib/automations/problems";
import type { Step } from "@/lib/automations/schema";
import { connectIntegration, renewSecrets } from "@/lib/integrations/commands";
import { getIntegration } from "@/lib/integrations/queries";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, onSignUp, settle } from "../../support/automations";
import { aListener, answering } from "../../support/listener";
import { aCustomer, test } from "../../support/test";

let server: Awaited<ReturnType<typeof aListener>>;
beforeEach(async () => {
  process.env.ALLOW_LOOPBACK_TARGETS = "1";
  server = await aListener();
});
afterEach(async () => {
  delete process.env.ALLOW_LOOPBACK_TARGETS;
  await server.stop();
});

const slackStep = (text: string): Step => ({ id: "a", type: "action", integration: "slack", action: "send_message", input: { text } });
const webhookStep = (input: Record<string, string>): Step => ({ id: "a", type: "action", integration: "webhook", action: "call", input });
const connectSlack = (scope: Scope) => connectIntegration(scope, { kind: "slack", settings: { url: `${server.url}/slack` } });
const stepsOf = ({ db, projectId }: Scope) => db.select().from(automationRunSteps).where(eq(automationRunSteps.projectId, projectId));
const runsOf = ({ db, projectId }: Scope) => db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId));

test("a Slack step writes of the customer and of what they did, and the run says what was answered", async ({ scope }) => {
  await connectSlack(scope);
  await aLiveAutomation(scope, onSignUp([slackStep("{{ customer.first_name }} signed up for {{ event.plan }}")]));
  const ada = await aCustomer(scope, { traits: { firstName: "Ada" } });
  await happens(scope, ada.id);
  await settle(scope);
  expect(server.heard.map(({ body }) => JSON.parse(body))).toEqual([{ text: "Ada signed up for pro" }]);
  expect((await stepsOf(scope)).map(({ outcome }) => outcome)).toEqual(["Slack answered: 200 ok"]);
});

test("a refusal is written down and the customer goes on; a later holds the run until it is done", async ({ scope, clock }) => {
  await connectSlack(scope);
  await aLiveAutomation(scope, onSignUp([slackStep("Hello")], "every_time"));
  const ada = await aCustomer(scope);
  server.next.push(answering(403, "invalid_token"));
  await happens(scope, ada.id);
  await settle(scope);
  expect(await runsOf(scope)).toMatchObject([{ status: "done" }]);
  expect((await stepsOf(scope))[0]).toMatchObject({ outcome: "Slack refused it: 403 invalid_token" });

  server.next.push(answering(503, "busy"));
  await happens(scope, ada.id);
  await settle(scope);
  expect((await runsOf(scope)).find(({ status }) => status === "active")).toMatchObject({ lastError: "Slack: 503 busy" });
  clock.forward(60_000);
  await settle(scope);
  expect((await runsOf(scope)).map(({ status }) => status)).toEqual(["done", "done"]);
});

test("what a step lacks is told before it goes live", async ({ scope }) => {
  const problems = async (step: Step) => (await problemsOf(scope, onSignUp([step]))).map(({ message }) => message);
  expect(await problems({ id: "a", type: "action", integration: null, action: null, input: {} })).toEqual([
    "This step does nothing yet. Choose what it does.",
  ]);
  expect(await problems(slackStep(""))).toEqual([
    "Slack is not connected. Connect it under Integrations.",
    "This message says nothing. Write a text.",
  ]);
  await connectSlack(scope);
  expect(await problems(slackStep("Hello {{ customer.first_name"))).toMatchObject([expect.stringContaining("The Liquid of “Message”")]);
  expect(await problems(slackStep("Hello"))).toEqual([]);
  await connectIntegration(scope, { kind: "webhook", settings: {} });
  expect(await problems(webhookStep({ url: "", headers: "Host: x", body: "{" }))).toHaveLength(3);
  const { id } = await createAutomation(scope, { name: "Not yet", flow: onSignUp([slackStep("")]) });
  await expect(goLive(scope, id)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("a webhook step posts JSON of its own making, signed, under one key however often it is tried", async ({ scope, clock }) => {
  const { shown } = await connectIntegration(scope, { kind: "webhook", settings: {} });
  const secret = shown["Signing secret"]!;
  expect((await connectIntegration(scope, { kind: "webhook", settings: {} })).shown).toEqual({});
  const body = '{ "email": {{ customer.email | json }}, "plan": "{{ event.plan }}" }';
  const headers = "X-Source: {{ project.name }}\nAuthorization: Bearer abc";
  await aLiveAutomation(scope, onSignUp([webhookStep({ url: `${server.url}/hook/{{ event.plan }}`, headers, body })]));
  const ada = await aCustomer(scope, { email: 'a"da@example.com' });
  server.next.push((_, response) => response.destroy(), answering(500, "no"));
  await happens(scope, ada.id);
  for (let n = 0; n < 4; n++) {
    await settle(scope);
    clock.forward(70_000);
  }
  expect(server.heard).toHaveLength(3);
  const [run] = await runsOf(scope);
  const keys = new Set(server.heard.map(({ headers }) => headers["idempotency-key"]));
  expect([...keys]).toEqual([`${run!.id}/0`]);
  for (const heard of server.heard)
    expect(new Verifier(secret).verify(heard.body, at(heard.headers))).toMatchObject({ email: 'a"da@example.com', plan: "pro" });
  expect(server.heard[2]).toMatchObject({ path: "/hook/pro", headers: { "x-source": "Acme", authorization: "Bearer abc" } });
  expect((await stepsOf(scope))[0]).toMatchObject({ outcome: "Webhook step answered: 200 ok" });
});

const at = (headers: Record<string, unknown>) => headers as Record<string, string>;

test("values that break the JSON, or lead elsewhere, are refused with the reason, and nothing is sent", async ({ scope }) => {
  await connectIntegration(scope, { kind: "webhook", settings: {} });
  const ada = await aCustomer(scope, { traits: { site: "https://169.254.169.254/latest", quote: '"' } });
  await aLiveAutomation(scope, onSignUp([webhookStep({ url: "{{ customer.site }}", headers: "", body: "" })]));
  await aLiveAutomation(scope, onSignUp([webhookStep({ url: server.url, headers: "", body: '{ "q": "{{ customer.quote }}" }' })]));
  await happens(scope, ada.id);
  await settle(scope);
  const outcomes = (await stepsOf(scope)).map(({ outcome }) => outcome).sort();
  expect(await getIntegration(scope, "webhook")).toMatchObject({ status: "error", lastError: expect.stringContaining("169.254.169.254") });
  expect(outcomes).toEqual([expect.stringContaining("169.254.169.254"), expect.stringContaining("not JSON")].sort());
  expect(server.connections.count).toBe(0);
});

test("a renewed secret of the webhook step signs beside the one before", async ({ scope }) => {
  const { shown: first } = await connectIntegration(scope, { kind: "webhook", settings: {} });
  const { shown: second } = await renewSecrets(scope, "webhook");
  await aLiveAutomation(scope, onSignUp([webhookStep({ url: server.url, headers: "", body: "{}" })]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  for (const { "Signing secret": secret } of [first, second])
    expect(() => new Verifier(secret!).verify(server.heard[0]!.body, at(server.heard[0]!.headers))).not.toThrow();
});
