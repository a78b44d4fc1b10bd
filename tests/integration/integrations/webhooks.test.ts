import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { audit, listeners, outbox, webhookDeliveries, webhooks } from "@/db/schema";
import { unsubscribe } from "@/lib/consent/commands";
import { tellCustomer } from "@/lib/customers/telling";
import { recordEvent } from "@/lib/events/recording";
import { connectIntegration } from "@/lib/integrations/commands";
import { addressHasher } from "@/lib/keys/data-keys";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { fillPart, versionToFill } from "@/lib/segments/fill";
import { refreshCustomers } from "@/lib/segments/refresh";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { createWebhook, deleteWebhook, rotateSecret, updateWebhook } from "@/lib/webhooks/commands";
import { attemptDelivery } from "@/lib/webhooks/delivering";
import { forgetDeliveries, promiseLateDeliveries } from "@/lib/webhooks/overdue";
import { planDeliveries } from "@/lib/webhooks/planning";
import { getWebhook, listDeliveries } from "@/lib/webhooks/queries";
import { redeliver, sendTestDelivery } from "@/lib/webhooks/redelivering";
import type { CreateWebhook } from "@/lib/webhooks/schema";
import { shownWebhook } from "@/lib/webhooks/shown";
import { newId } from "@/db/ids";
import { aListener, answering } from "../../support/listener";
import { aCustomer, as, test } from "../../support/test";
import { verified } from "../../support/verified";
import { settleWebhooks } from "../../support/webhooks";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let server: Awaited<ReturnType<typeof aListener>>;
beforeEach(async () => {
  process.env.ALLOW_LOOPBACK_TARGETS = "1";
  server = await aListener();
});
afterEach(async () => {
  delete process.env.ALLOW_LOOPBACK_TARGETS;
  await server.stop();
});

const aWebhook = (scope: Scope, with_: Partial<CreateWebhook> = {}) =>
  createWebhook(scope, { url: `${server.url}/hooks`, description: "", kinds: ["event.recorded"], event_names: [], ...with_ });
const signUp = (scope: Scope, name = "Signed Up") => recordEvent(scope, { user_id: "42", name, properties: { plan: "pro" } });
const promised = ({ db, projectId }: Scope) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.projectId, projectId), eq(outbox.kind, "webhooks/happened")));
const deliveriesOf = async (scope: Scope, id: string) => (await listDeliveries(scope, { id, limit: 50 })).items;

describe("what happens is told", () => {
  test("signed, in one envelope, with who it is about; an event that is told twice is one delivery", async ({ scope }) => {
    const { secret, webhook } = await aWebhook(scope);
    const event = await signUp(scope);
    expect(await settleWebhooks(scope)).toBe(1);
    await planDeliveries(scope, "event.recorded", [event.id]);
    expect(await settleWebhooks(scope)).toBe(0);

    expect(server.heard).toHaveLength(1);
    const told = verified(secret, server.heard[0]!);
    const [delivery] = await deliveriesOf(scope, webhook.id);
    expect(told).toMatchObject({
      id: delivery!.id,
      type: "event.recorded",
      project_id: expect.stringMatching(/^prj_/),
      data: { event: { id: event.id, name: "Signed Up", properties: { plan: "pro" } }, customer: { id: event.customer_id, user_id: "42" } },
    });
    expect(server.heard[0]!.headers["webhook-id"]).toBe(delivery!.id);
    expect(delivery).toMatchObject({ state: "delivered", dueAt: null });
    expect(delivery!.attempts).toMatchObject([{ status: 200, said: "ok" }]);
  });

  test("of events only those that are named; of customers only the new ones", async ({ scope }) => {
    const { secret } = await aWebhook(scope, { kinds: ["event.recorded", "customer.created"], event_names: ["Paid"] });
    await tellCustomer(scope, { user_id: "7", email: "ada@example.com", traits: { plan: "pro" } });
    await tellCustomer(scope, { user_id: "7", traits: { plan: "free" } });
    await recordEvent(scope, { user_id: "7", name: "Signed Up", properties: {} });
    await recordEvent(scope, { user_id: "7", name: "Paid", properties: {} });
    await settleWebhooks(scope);
    const told = server.heard.map((heard) => verified(secret, heard));
    expect(told.map(({ type, data }) => [type, data.event?.name])).toEqual([
      ["customer.created", undefined],
      ["event.recorded", "Paid"],
    ]);
    expect(told[0]!.data.customer).toMatchObject({ user_id: "7", email: "ada@example.com" });
  });

  test("who enters and leaves a segment, live, and nobody of its first fill", async ({ scope, clock }) => {
    const { secret } = await aWebhook(scope, { kinds: ["segment.entered", "segment.left"] });
    const ada = await aCustomer(scope, { traits: { plan: "pro" } });
    const segment = await createSegment(scope, { name: "Pro", rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
    const version = await versionToFill(scope, segment.id);
    await fillPart(scope, segment.id, version!, 0);
    expect(await promised(scope)).toEqual([]);

    const bob = await tellCustomer(scope, { user_id: "bob", traits: { plan: "pro" } });
    await refreshCustomers(scope, [bob.id], { live: true });
    clock.forward(1_000);
    await tellCustomer(scope, { user_id: "bob", traits: { plan: "free" } });
    await refreshCustomers(scope, [bob.id, ada.id], { live: true });
    await settleWebhooks(scope);
    const told = server.heard.map((heard) => verified(secret, heard));
    expect(told.map(({ type, data }) => [type, data.segment?.name, data.customer?.id])).toEqual([
      ["segment.entered", "Pro", bob.publicId],
      ["segment.left", "Pro", bob.publicId],
    ]);
  });

  test("what becomes of a message: that it was sent, and that it could not be", async ({ scope }) => {
    const { secret } = await aWebhook(scope, { kinds: ["message.sent", "message.failed"] });
    const template = await createDefaultTemplate(scope);
    const ada = await aCustomer(scope);
    const email = {
      source: "automation",
      sourceId: "aut_1",
      customerId: ada.id,
      templateId: template.id,
      templateVersion: 1,
      transactional: false,
    } as const;
    const job = as(scope, { type: "job", name: "test" });
    await sendEmail(job, { ...email, place: "run_1/1" });
    await connectIntegration(scope, { kind: "resend", settings: { apiKey: "re_project_key", webhookSecret: "" } }); // which needs a from address
    await sendEmail(job, { ...email, place: "run_1/2" });
    await settleWebhooks(scope);
    const told = server.heard.map((heard) => verified(secret, heard));
    expect(told.map(({ type, data }) => [type, data.message?.to, data.customer?.id])).toEqual([
      ["message.sent", ada.email, ada.publicId],
      ["message.failed", ada.email, ada.publicId],
    ]);
  });

  test("who unsubscribes", async ({ scope }) => {
    const { secret } = await aWebhook(scope, { kinds: ["customer.unsubscribed"] });
    const addressHash = (await addressHasher(scope.db))("eve@example.com");
    const eve = await aCustomer(scope, { email: "eve@example.com", emailHash: addressHash });
    const leaving = { projectId: scope.projectId, customerId: eve.id, messageId: newId("message"), addressHash, topic: "all" } as const;
    await unsubscribe(scope, leaving, "one_click");
    await unsubscribe(scope, leaving, "one_click");
    await settleWebhooks(scope);
    expect(server.heard.map((heard) => verified(secret, heard).data)).toMatchObject([
      { unsubscribed: { topic: "all", source: "one_click" }, customer: { id: eve.publicId } },
    ]);
  });
});

describe("listening costs nothing", () => {
  test("where there is no webhook, or it is off, or listens to something else", async ({ scope }) => {
    await signUp(scope);
    expect(await promised(scope)).toEqual([]);
    const { webhook } = await aWebhook(scope, { kinds: ["message.sent"] });
    await signUp(scope);
    expect(await promised(scope)).toEqual([]);
    await updateWebhook(scope, { id: webhook.id, kinds: ["event.recorded"], status: "off" });
    await signUp(scope);
    expect(await promised(scope)).toEqual([]);
    await updateWebhook(scope, { id: webhook.id, status: "on" });
    await signUp(scope);
    expect(await promised(scope)).toHaveLength(1);
    await deleteWebhook(scope, webhook.id);
    expect(await scope.db.select().from(listeners).where(eq(listeners.projectId, scope.projectId))).toEqual([]);
  });
});

describe("a failure", () => {
  test("is tried again with the same id and bytes, later each time, for about a day, and then ends with what was answered", async ({
    scope,
    clock,
  }) => {
    const { webhook } = await aWebhook(scope);
    await signUp(scope);
    const began = clock.now();
    server.next.push(...Array.from({ length: 20 }, () => answering(500, "We are down. Write to ops@example.com.")));
    for (let hours = 0; hours < 40; hours += 0.5) {
      await settleWebhooks(scope);
      clock.forward(HOUR / 2);
    }
    const [delivery] = await deliveriesOf(scope, webhook.id);
    expect(delivery!.attempts).toHaveLength(9);
    expect(delivery).toMatchObject({ state: "failed", dueAt: null });
    expect(delivery!.attempts[0]).toMatchObject({ status: 500, said: "We are down. Write to …@…" });
    const lasted = Date.parse(delivery!.attempts.at(-1)!.at) - began.getTime();
    expect(lasted).toBeGreaterThan(20 * HOUR);
    expect(lasted).toBeLessThan(30 * HOUR);
    expect(new Set(server.heard.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
  });

  test("waits as long as the server asks", async ({ scope, clock }) => {
    const { webhook } = await aWebhook(scope);
    server.next.push(answering(429, "Slow down", { "retry-after": "600" }));
    await signUp(scope);
    await settleWebhooks(scope);
    const [delivery] = await deliveriesOf(scope, webhook.id);
    expect(delivery!.dueAt!.getTime() - clock.now().getTime()).toBe(600_000);
  });

  test("of three days switches the webhook off, for all to see; a success in between does not let it come to that", async ({
    scope,
    clock,
  }) => {
    const { webhook } = await aWebhook(scope);
    const fail = async () => {
      server.next.push(answering(500));
      await signUp(scope);
      await settleWebhooks(scope);
    };
    await fail();
    clock.forward(2 * DAY);
    await settleWebhooks(scope); // answered well this time
    clock.forward(2 * DAY);
    await fail();
    expect(await getWebhook(scope, webhook.id)).toMatchObject({ status: "on" });
    await scope.db.delete(webhookDeliveries).where(eq(webhookDeliveries.webhookId, webhook.id));
    clock.forward(3 * DAY + HOUR);
    await fail();
    expect(await getWebhook(scope, webhook.id)).toMatchObject({
      status: "disabled",
      disabledBecause: "Every attempt of three days failed.",
    });
    await signUp(scope);
    expect(await promised(scope)).toEqual([]);
    const records = await scope.db
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, webhook.id), eq(audit.verb, "webhook.disabled")));
    expect(records).toHaveLength(1);
  });

  test("that says “gone” switches it off at once, with what still waits", async ({ scope }) => {
    const { webhook } = await aWebhook(scope);
    await signUp(scope);
    await signUp(scope);
    server.next.push(answering(410));
    await settleWebhooks(scope);
    expect(server.heard).toHaveLength(1);
    expect(await getWebhook(scope, webhook.id)).toMatchObject({ status: "disabled" });
    expect((await deliveriesOf(scope, webhook.id)).map(({ state }) => state)).toEqual(["failed", "failed"]);
  });
});

test("of two that try one delivery at once, one does; a forgotten one is promised anew", async ({ scope, clock }) => {
  const { webhook } = await aWebhook(scope);
  const event = await signUp(scope);
  await planDeliveries(scope, "event.recorded", [event.id]);
  const [delivery] = await deliveriesOf(scope, webhook.id);
  const states = await Promise.all([1, 2, 3].map(() => attemptDelivery(scope, delivery!.id)));
  expect(states.filter((state) => state !== null)).toEqual(["delivered"]);
  expect(server.heard).toHaveLength(1);

  await scope.db.update(webhookDeliveries).set({ state: "waiting", dueAt: clock.now() }).where(eq(webhookDeliveries.id, delivery!.id));
  expect(await promiseLateDeliveries(scope)).toBe(0);
  clock.forward(HOUR);
  expect(await promiseLateDeliveries(scope)).toBe(1);
});

test("a new secret signs beside the one before for a day, and alone after that", async ({ scope, clock }) => {
  const { webhook, secret: first } = await aWebhook(scope);
  const { secret: second } = await rotateSecret(scope, webhook.id);
  await signUp(scope);
  await settleWebhooks(scope);
  for (const secret of [first, second]) expect(verified(secret, server.heard[0]!).type).toBe("event.recorded");
  await scope.db.update(webhooks).set({ previousUntil: clock.now() }).where(eq(webhooks.id, webhook.id));
  await signUp(scope);
  await settleWebhooks(scope);
  expect(() => verified(first, server.heard[1]!)).toThrow();
  expect(verified(second, server.heard[1]!).type).toBe("event.recorded");
});

test("a test is sent at once and not tried again; a delivery that ended is sent again by hand", async ({ scope }) => {
  const { webhook, secret } = await aWebhook(scope);
  server.next.push(answering(503, "Not now"));
  expect(await sendTestDelivery(scope, webhook.id)).toMatchObject({ status: 503, said: "Not now" });
  expect(verified(secret, server.heard[0]!)).toMatchObject({ type: "test" });
  const [failed] = await deliveriesOf(scope, webhook.id);
  expect(failed).toMatchObject({ state: "failed", dueAt: null });
  expect(await getWebhook(scope, webhook.id)).toMatchObject({ failingSince: null });

  await redeliver(scope, webhook.id, failed!.id);
  await expect(redeliver(scope, webhook.id, failed!.id)).rejects.toMatchObject({ code: "CONFLICT" });
  await settleWebhooks(scope);
  const [delivered] = await deliveriesOf(scope, webhook.id);
  expect(delivered).toMatchObject({ id: failed!.id, state: "delivered" });
  expect(server.heard[1]!.body).toBe(server.heard[0]!.body);
});

test("its secret is sealed, and shown to nobody", async ({ scope }) => {
  const { webhook, secret } = await aWebhook(scope);
  const [row] = await scope.db.select().from(webhooks).where(eq(webhooks.id, webhook.id));
  expect(row!.secret.includes(secret)).toBe(false);
  const written = JSON.stringify([shownWebhook(webhook), await scope.db.select().from(audit).where(eq(audit.projectId, scope.projectId))]);
  expect(written).not.toContain(secret);
  expect(written).not.toContain(secret.slice(6, -4));
});

test("a viewer and an editor may look and change nothing; another project's is not there", async ({ scope, stranger }) => {
  const { webhook } = await aWebhook(scope);
  for (const role of ["viewer", "editor"] as const) {
    const someone = as(scope, { type: "user", userId: "usr_test", role });
    expect(await getWebhook(someone, webhook.id)).toMatchObject({ id: webhook.id });
    for (const attempt of [
      async () => aWebhook(someone),
      async () => updateWebhook(someone, { id: webhook.id, status: "off" }),
      async () => rotateSecret(someone, webhook.id),
      async () => deleteWebhook(someone, webhook.id),
      async () => redeliver(someone, webhook.id, "dlv_x"),
      async () => sendTestDelivery(someone, webhook.id),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  for (const attempt of [
    () => getWebhook(stranger, webhook.id),
    () => updateWebhook(stranger, { id: webhook.id, status: "off" }),
    () => deleteWebhook(stranger, webhook.id),
    () => sendTestDelivery(stranger, webhook.id),
    () => listDeliveries(stranger, { id: webhook.id, limit: 10 }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  await signUp(stranger);
  expect(await promised(stranger)).toEqual([]);
});

test("an address that must not be called is refused when it is given, with the field", async ({ scope }) => {
  await expect(aWebhook(scope, { url: "https://169.254.169.254/latest" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { url: [expect.any(String)] },
  });
});

test("deliveries that ended are kept for 30 days", async ({ scope, clock }) => {
  const { webhook } = await aWebhook(scope);
  await signUp(scope);
  await settleWebhooks(scope);
  clock.forward(29 * DAY);
  await forgetDeliveries(scope.db, clock);
  expect(await deliveriesOf(scope, webhook.id)).toHaveLength(1);
  clock.forward(2 * DAY);
  await forgetDeliveries(scope.db, clock);
  expect(await deliveriesOf(scope, webhook.id)).toEqual([]);
});
