import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { z } from "zod";
import { audit, integrations, integrationWork, segments } from "@/db/schema";
import { act } from "@/lib/integrations/acting";
import { connectIntegration, disconnectIntegration, pauseIntegration, renewSecrets, resumeIntegration } from "@/lib/integrations/commands";
import { integrationConcerns } from "@/lib/integrations/concerns";
import type { Integration } from "@/lib/integrations/contract";
import { actionChoices, getIntegration, listIntegrations } from "@/lib/integrations/queries";
import { INTEGRATIONS } from "@/lib/integrations/registry";
import { testIntegration } from "@/lib/integrations/testing";
import { forgetWork, listWork } from "@/lib/integrations/work";
import type { Scope } from "@/lib/scope";
import { aPerson } from "../../support/accounts";
import { aListener, answering } from "../../support/listener";
import { as, test } from "../../support/test";

const DAY = 24 * 60 * 60_000;

let server: Awaited<ReturnType<typeof aListener>>;
beforeEach(async () => {
  process.env.ALLOW_LOOPBACK_TARGETS = "1";
  server = await aListener();
});
afterEach(async () => {
  delete process.env.ALLOW_LOOPBACK_TARGETS;
  await server.stop();
});

const SECRET_PATH = "/services/T000/B000/very-secret-path";
const connectSlack = (scope: Scope) => connectIntegration(scope, { kind: "slack", settings: { url: `${server.url}${SECRET_PATH}` } });
const anAdmin = async (scope: Scope) => as(scope, { type: "user", userId: (await aPerson(scope.db)).id, role: "admin" });
const say = (scope: Scope, key: string, text = "Hello {{ customer.email }}", name = "Ada") =>
  act(scope, {
    integration: "slack",
    action: "send_message",
    input: { text },
    values: { customer: { email: "ada@example.com", first_name: name } },
    key,
  });
const records = ({ db, projectId }: Scope) => db.select().from(audit).where(eq(audit.projectId, projectId)).orderBy(audit.id);
const texts = () => server.heard.map(({ body }) => (JSON.parse(body) as { text: string }).text);

describe("an integration", () => {
  test("is connected, paused, goes on and is disconnected, each with its record and none with its secret", async ({ scope }) => {
    await connectSlack(scope);
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: "connected", hints: { url: "…path" }, settings: {} });
    await pauseIntegration(scope, "slack");
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: "paused" });
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "later" });
    await resumeIntegration(scope, "slack");
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "done" });
    await disconnectIntegration(scope, "slack");
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: null, hints: {} });
    expect(await say(scope, "run_1/2")).toMatchObject({ state: "refused", says: "Slack is not connected." });

    const written = await records(scope);
    expect(written.map(({ verb }) => verb)).toEqual([
      "integration.connected",
      "integration.paused",
      "integration.resumed",
      "integration.disconnected",
    ]);
    expect(JSON.stringify(written)).not.toContain("very-secret");
  });

  test("keeps a secret that is left empty, and takes a new one; neither is ever shown", async ({ scope }) => {
    await connectSlack(scope);
    await connectIntegration(scope, { kind: "slack", settings: { url: "" } });
    await say(scope, "run_1/1");
    expect(server.heard[0]!.path).toBe(SECRET_PATH);
    await connectIntegration(scope, { kind: "slack", settings: { url: `${server.url}/another` } });
    await say(scope, "run_1/2");
    expect(server.heard[1]!.path).toBe("/another");
    const shown = JSON.stringify([await listIntegrations(scope), await actionChoices(scope), await listWork(scope, "slack", undefined)]);
    expect(shown).not.toMatch(/very-secret|another/);
    const [row] = await scope.db.select().from(integrations).where(eq(integrations.projectId, scope.projectId));
    expect(row!.secrets.toString("utf8")).not.toMatch(/another/);
  });

  test("stays paused while its settings are changed", async ({ scope }) => {
    await connectSlack(scope);
    await pauseIntegration(scope, "slack");
    await connectIntegration(scope, { kind: "slack", settings: { url: `${server.url}/another` } });
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: "paused" });
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "later" });
    await resumeIntegration(scope, "slack");
    await say(scope, "run_1/1");
    expect(server.heard.map(({ path }) => path)).toEqual(["/another"]);
  });

  test("says which field is wrong", async ({ scope }) => {
    for (const url of ["", "nonsense", "https://192.168.1.1/x", "http://example.com/x"])
      await expect(connectIntegration(scope, { kind: "slack", settings: { url } })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        fields: { url: [expect.any(String)] },
      });
    await expect(connectIntegration(scope, { kind: "nothing", settings: {} })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is tried for real, and says what the other side answered", async ({ scope }) => {
    const admin = await anAdmin(scope);
    await connectSlack(scope);
    expect(await testIntegration(admin, "slack")).toMatchObject({ state: "done", says: "200 ok", millis: expect.any(Number) });
    expect(texts()).toEqual(["CrowdPower is connected. Ada sent this test."]);
    server.next.push(answering(404, "no_service"));
    expect(await testIntegration(admin, "slack")).toMatchObject({ state: "refused", says: "404 no_service" });
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: "error", lastError: "404 no_service" });
    expect(await integrationConcerns(scope)).toEqual([{ kind: "failing_integration", integration: "slack", name: "Slack" }]);
    await testIntegration(admin, "slack");
    expect(await getIntegration(scope, "slack")).toMatchObject({ status: "connected", lastError: null });
  });

  test("is changed by admins only, and is of one project", async ({ scope, stranger }) => {
    await connectSlack(scope);
    for (const role of ["viewer", "editor"] as const) {
      const someone = as(scope, { type: "user", userId: "usr_test", role });
      expect(await getIntegration(someone, "slack")).toMatchObject({ status: "connected" });
      for (const attempt of [
        async () => connectSlack(someone),
        async () => pauseIntegration(someone, "slack"),
        async () => resumeIntegration(someone, "slack"),
        async () => disconnectIntegration(someone, "slack"),
        async () => testIntegration(someone, "slack"),
        async () => renewSecrets(someone, "webhook"),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await getIntegration(stranger, "slack")).toMatchObject({ status: null });
    expect(await say(stranger, "run_1/1")).toMatchObject({ state: "refused" });
    await expect(pauseIntegration(stranger, "slack")).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("an effect", () => {
  test("is had once under its key, however often and at once it is asked for", async ({ scope }) => {
    await connectSlack(scope);
    const said = await Promise.all([1, 2, 3].map(() => say(scope, "run_1/1")));
    expect(said.some(({ state }) => state === "done")).toBe(true);
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "done" });
    expect(texts()).toEqual(["Hello ada@example.com"]);
  });

  test("that was interrupted is not had again where the other side knows no keys", async ({ scope, clock }) => {
    await connectSlack(scope);
    await say(scope, "run_1/1");
    await scope.db.update(integrationWork).set({ state: "begun" }).where(eq(integrationWork.projectId, scope.projectId));
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "later" });
    clock.forward(61_000);
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "uncertain" });
    expect(server.heard).toHaveLength(1);
  });

  test("is tried again after a later, and after ten of them refused", async ({ scope }) => {
    await connectSlack(scope);
    server.next.push(...Array.from({ length: 10 }, () => answering(503, "busy")));
    for (let n = 1; n < 10; n++) expect(await say(scope, "run_1/1")).toMatchObject({ state: "later" });
    expect(await say(scope, "run_1/1")).toMatchObject({ state: "refused", says: "It was tried 10 times. 503 busy" });
    const { items } = await listWork(scope, "slack", undefined);
    expect(items).toMatchObject([{ what: "Send a Slack message", state: "refused", attempts: 10, detail: expect.stringContaining("503") }]);
  });

  test("does not let a customer's name call for everybody", async ({ scope }) => {
    await connectSlack(scope);
    await say(scope, "run_1/1", `"{{ customer.first_name }}" & <https://example.com|here>`, "<!channel> & 'co'");
    expect(texts()).toEqual([`"&lt;!channel&gt; &amp; 'co'" & <https://example.com|here>`]);
  });

  test("is in the log for 30 days", async ({ scope, clock }) => {
    await connectSlack(scope);
    await say(scope, "run_1/1");
    clock.forward(31 * DAY);
    await say(scope, "run_1/2");
    await forgetWork(scope.db, clock);
    expect((await listWork(scope, "slack", undefined)).items).toHaveLength(1);
  });
});

test("a sixth integration is one folder and its line: it is connected, makes its segments, and acts", async ({ scope }) => {
  const calls: [string, string, string][] = [];
  const pager: Integration = {
    ...{
      kind: "pager",
      name: "Pager",
      category: "action",
      summary: "Beeps.",
      mark: "M3 3h18",
      setup: ["Buy one."],
      stops: "Nobody beeps.",
    },
    fields: [
      { name: "number", label: "Number" },
      { name: "pin", label: "PIN", secret: true },
    ],
    settings: z.object({ number: z.string().min(1, "Say which."), pin: z.string().min(4, "At least 4 digits.") }),
    adds: {
      events: ["Pager answered"],
      traits: ["pager_number"],
      segments: [{ name: "Has a pager", rule: { type: "trait", trait: "pager_number", operator: "exists" } }],
    },
    actions: [
      {
        ...{ name: "beep", label: "Beep", fields: [{ name: "text", label: "Text" }], writes: "text", repeatable: true },
        input: z.object({ text: z.string().max(20, "At most 20 characters.") }),
        take: async ({ settings, secrets }, { text }, { key }) => {
          calls.push([`${settings.number}/${secrets.pin}`, text ?? "", key]);
          return { state: "done", says: "Beeped." };
        },
      },
    ],
  };
  INTEGRATIONS.push(pager);
  try {
    await expect(connectIntegration(scope, { kind: "pager", settings: { number: "1", pin: "1" } })).rejects.toMatchObject({
      fields: { pin: ["At least 4 digits."] },
    });
    await connectIntegration(scope, { kind: "pager", settings: { number: "1", pin: "1234" } });
    await connectIntegration(scope, { kind: "pager", settings: { number: "2", pin: "" } });
    const named = and(eq(segments.projectId, scope.projectId), eq(segments.name, "Has a pager"));
    expect(await scope.db.select().from(segments).where(named)).toHaveLength(1);
    expect((await getIntegration(scope, "pager")).adds).toEqual({
      events: ["Pager answered"],
      traits: ["pager_number"],
      segments: ["Has a pager"],
      actions: ["Beep"],
    });
    expect((await actionChoices(scope))[0]).toMatchObject({ integration: "pager", action: "beep", connected: true });
    const beep = { integration: "pager", action: "beep", values: { customer: { first_name: "Ada" } } };
    const input = { text: "Hi {{ customer.first_name }}" };
    expect(await act(scope, { ...beep, input, key: "run_1/1" })).toEqual({ state: "done", says: "Beeped." });
    expect(await act(scope, { ...beep, input: { text: "x".repeat(21) }, key: "run_1/2" })).toMatchObject({
      state: "refused",
      says: "At most 20 characters.",
    });
    expect(calls).toEqual([["2/1234", "Hi Ada", "run_1/1"]]);
  } finally {
    INTEGRATIONS.pop();
  }
});
