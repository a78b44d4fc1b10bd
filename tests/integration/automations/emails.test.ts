import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { automationRuns, automationRunSteps, automations, mailbox, messages, projects, templates, unsubscribes } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { resume } from "@/lib/automations/holding";
import { emailsOf } from "@/lib/automations/numbers";
import type { Step } from "@/lib/automations/schema";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate, createTemplate } from "@/lib/templates/commands";
import { onward } from "@/lib/web/tracking";
import { aLiveAutomation, email, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { fakeResend, say } from "../../support/resend";
import { aCustomer, test } from "../../support/test";

const resend = await fakeResend();
afterAll(() => resend.stop());

/** From here on mail leaves the machine. */
function connectSender() {
  process.env.RESEND_API_KEY = "re_test_key";
  process.env.RESEND_BASE_URL = resend.url;
  process.env.MAIL_FROM = "Acme <hello@acme.test>";
}
beforeEach(() => {
  resend.offers.length = resend.next.length = 0;
  resend.taken.clear();
});
afterEach(() => {
  delete process.env.RESEND_API_KEY;
});

async function aTemplate(scope: Scope) {
  await scope.db.update(projects).set({ postalAddress: "1 Main Street" }).where(eq(projects.id, scope.projectId));
  return (await createDefaultTemplate(scope)).id;
}

const ledger = ({ db, projectId }: Scope) =>
  db.select().from(messages).where(eq(messages.projectId, projectId)).orderBy(asc(messages.createdAt));
const runs = ({ db, projectId }: Scope) =>
  db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId)).orderBy(asc(automationRuns.customerId));
const visits = ({ db, projectId }: Scope) =>
  db.select().from(automationRunSteps).where(eq(automationRunSteps.projectId, projectId)).orderBy(asc(automationRunSteps.visit));
const theAutomation = async ({ db, projectId }: Scope) =>
  (await db.select().from(automations).where(eq(automations.projectId, projectId)))[0]!;

test("an email step is one message in the ledger, named after the run and the visit, of the version that went live", async ({ scope }) => {
  const templateId = await aTemplate(scope);
  const { id } = await aLiveAutomation(scope, onSignUp([email("hello", templateId), wait("hold", 60)]));
  await scope.db.update(templates).set({ currentVersion: 9 }).where(eq(templates.id, templateId));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  const [run] = await runs(scope);
  const [message, ...others] = await ledger(scope);
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    source: "automation",
    sourceId: id,
    place: `${run!.id}/0`,
    templateId,
    templateVersion: 1,
    state: "sent",
  });
  expect((await visits(scope))[0]).toMatchObject({ nodeId: "hello", outcome: "Email sent", detail: { messageId: message!.id } });
  expect(run).toMatchObject({ status: "waiting", nodeId: "hold" });
});

test("opens and clicks of its emails are told, of transactional ones only where that is chosen", async ({ scope, clock }) => {
  clock.forward(-HOUR); // whoever follows a link at once is a machine
  const link = [{ type: "link", attrs: { href: "https://shop.test/{{ customer.shelf }}" } }];
  const document = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Here", marks: link }] }] };
  const template = await createTemplate(scope, { name: "Links", subject: "Look", preheader: "", document });
  await scope.db.update(projects).set({ postalAddress: "1 Main Street" }).where(eq(projects.id, scope.projectId));
  const receipt = (step: string, more: object) => ({ ...email(step, template.id), transactional: true, ...more }) as Step;
  const { id } = await aLiveAutomation(
    scope,
    onSignUp([email("hello", template.id), receipt("receipt", {}), receipt("told", { tracking: true })]),
  );
  await happens(scope, (await aCustomer(scope, { traits: { shelf: "tea" } })).id);
  await settle(scope);

  const rows = await scope.db.select().from(mailbox).where(eq(mailbox.projectId, scope.projectId)).orderBy(asc(mailbox.messageId));
  const linksIn = rows.map(({ email: { html } }) => /href="http:\/\/app\.test\/t\/c\/([\w-]+)\/(\d+)"/.exec(html));
  expect(linksIn.map(Boolean)).toEqual([true, false, true]);
  expect(rows[1]!.email.html).toContain("https://shop.test/tea");

  const [, token = "", place = ""] = linksIn[0]!;
  const writes: Promise<void>[] = [];
  const headers = { "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15" };
  const answer = await onward(new Request("http://app.test/t", { headers }), token, place, (write) => void writes.push(write()));
  await Promise.all(writes);
  expect(answer?.headers.get("location")).toBe("https://shop.test/tea");
  expect(await emailsOf(scope, id)).toEqual({ sent: 3, opened: 0, clicked: 1 });
});

test("who has unsubscribed is skipped with the reason, and goes on", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([email("hello", await aTemplate(scope)), wait("hold", 60)], "every_time"));
  const ann = await aCustomer(scope);
  await happens(scope, ann.id);
  await settle(scope);
  const [first] = await ledger(scope);
  await scope.db
    .insert(unsubscribes)
    .values({ projectId: scope.projectId, addressHash: first!.addressHash!, topic: "all", source: "test", createdAt: scope.clock.now() });

  await happens(scope, ann.id);
  await settle(scope);

  expect((await ledger(scope)).map(({ state, reason, sourceId }) => [state, reason, sourceId])).toContainEqual([
    "skipped",
    "unsubscribed",
    id,
  ]);
  expect((await visits(scope)).map(({ outcome }) => outcome)).toContain("Email skipped. They had unsubscribed before.");
  expect((await runs(scope)).map(({ status }) => status)).toEqual(["waiting", "waiting"]);
});

test("killed after the email was sent and before its visit was saved, the visit is saved and nothing is sent", async ({ scope, clock }) => {
  connectSender();
  const templateId = await aTemplate(scope);
  const { id: sourceId } = await aLiveAutomation(scope, onSignUp([wait("first", 60), email("hello", templateId)]));
  const { id: customerId } = await aCustomer(scope);
  await happens(scope, customerId);
  await settle(scope);
  clock.forward(HOUR);
  const [run] = await runs(scope);
  await advance(scope, run!.id);
  const place = `${run!.id}/2`;
  await sendEmail(scope, { source: "automation", sourceId, place, customerId, templateId, templateVersion: 1, transactional: false });

  await settle(scope);

  expect(resend.offers).toHaveLength(1);
  expect((await visits(scope))[2]).toMatchObject({ visit: 2, nodeId: "hello", outcome: "Email sent" });
  expect((await runs(scope))[0]).toMatchObject({ status: "done" });
});

test("several that take the same visit at once are one email, and the visit is saved once", async ({ scope, clock }) => {
  connectSender();
  await aLiveAutomation(scope, onSignUp([wait("first", 60), email("hello", await aTemplate(scope))]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  clock.forward(HOUR);
  const [run] = await runs(scope);
  await advance(scope, run!.id);

  await Promise.all([1, 2, 3, 4].map(() => advance(scope, run!.id)));
  for (let i = 0; i < 5; i++) {
    clock.forward(HOUR);
    await settle(scope);
  }

  expect((await ledger(scope)).map(({ state }) => state)).toEqual(["sent"]);
  expect(resend.taken.size).toBe(1);
  expect((await visits(scope)).map(({ nodeId, outcome }) => `${nodeId}: ${outcome}`)).toEqual([
    "first: Began to wait 1 hour",
    "first: Waited 1 hour",
    "hello: Email sent",
  ]);
});

test("an answer that is lost between sending and saving leads to the same bytes under the same key, and one visit", async ({
  scope,
  clock,
}) => {
  connectSender();
  await aLiveAutomation(scope, onSignUp([email("hello", await aTemplate(scope))]));
  resend.next.push(
    (offer, response) => {
      resend.taken.set(offer.key, { bytes: offer.bytes, id: "re_lost" });
      response.destroy();
      return true;
    },
    (_, response) => say(response, 500, { statusCode: 500, name: "application_error", message: "Try again." }),
  );
  await happens(scope, (await aCustomer(scope)).id);

  await settle(scope);
  expect((await runs(scope))[0]).toMatchObject({ status: "active", nodeId: "hello", visit: 0, lastError: expect.any(String) });
  for (let i = 0; i < 5; i++) {
    clock.forward(HOUR);
    await settle(scope);
  }

  expect((await runs(scope))[0]).toMatchObject({ status: "done", attempts: 0, lastError: null });
  expect(resend.offers).toHaveLength(3);
  expect(new Set(resend.offers.map(({ key, bytes }) => key + bytes)).size).toBe(1);
  expect((await ledger(scope)).map(({ state }) => state)).toEqual(["sent"]);
  expect(await visits(scope)).toHaveLength(1);
});

test("an email the provider refuses ends that message with its words; the run goes on", async ({ scope }) => {
  connectSender();
  await aLiveAutomation(scope, onSignUp([email("hello", await aTemplate(scope))]));
  resend.next.push((_, response) => say(response, 422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field." }));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  expect((await visits(scope))[0]).toMatchObject({ outcome: "Email failed. Invalid `to` field." });
  expect((await runs(scope))[0]).toMatchObject({ status: "done" });
});

test("one that asks holds everybody before its first real email, goes on taking people in, and sends to all once it may", async ({
  scope,
  clock,
}) => {
  const { id } = await aLiveAutomation(scope, onSignUp([email("hello", await aTemplate(scope))]), { asksBeforeSending: true });
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  expect(await ledger(scope)).toMatchObject([{ state: "sent", provider: "mailbox" }]);

  connectSender();
  for (let i = 0; i < 2; i++) {
    await happens(scope, (await aCustomer(scope)).id);
    await settle(scope);
  }
  expect(await theAutomation(scope)).toMatchObject({ status: "paused", pausedBecause: "first_real_email" });
  expect(resend.offers).toEqual([]);
  expect((await runs(scope)).map(({ status, nodeId }) => [status, nodeId])).toEqual([
    ["done", null],
    ["active", "hello"],
    ["active", "hello"],
  ]);

  clock.forward(HOUR);
  await resume(scope, id);
  await settle(scope);
  expect(await theAutomation(scope)).toMatchObject({ status: "live", pausedBecause: null, asksBeforeSending: false });
  expect(resend.taken.size).toBe(2);
  expect((await runs(scope)).map(({ status }) => status)).toEqual(["done", "done", "done"]);
});
