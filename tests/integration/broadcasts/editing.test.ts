import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit, messages, unsubscribes } from "@/db/schema";
import { checksOf } from "@/lib/broadcasts/checks";
import { createBroadcast, deleteBroadcast, duplicateBroadcast, updateBroadcast } from "@/lib/broadcasts/commands";
import { estimateOf } from "@/lib/broadcasts/estimate";
import { broadcastPage, broadcastPeoplePage, broadcastsPage } from "@/lib/broadcasts/page";
import { peopleOf } from "@/lib/broadcasts/people";
import { previewBroadcast } from "@/lib/broadcasts/preview";
import { getBroadcast, listBroadcasts } from "@/lib/broadcasts/queries";
import { reportOf } from "@/lib/broadcasts/report";
import { OUTCOMES } from "@/lib/broadcasts/schema";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, scheduleBroadcast, unscheduleBroadcast } from "@/lib/broadcasts/sending";
import { reportedBroadcast } from "@/lib/broadcasts/shown";
import { wakeStandstill } from "@/lib/broadcasts/standstill";
import { whyInBroadcast } from "@/lib/broadcasts/why";
import { unsubscribe } from "@/lib/consent/commands";
import { addressHasher } from "@/lib/keys/data-keys";
import { getMessage } from "@/lib/messages/queries";
import type { Scope } from "@/lib/scope";
import { createSegment, deleteSegment } from "@/lib/segments/commands";
import { readSegment } from "@/lib/segments/overview";
import { createTag, deleteTag } from "@/lib/tags/commands";
import { usageOfTag } from "@/lib/tags/usage";
import { createDefaultTemplate, createTemplate } from "@/lib/templates/commands";
import { deleteTemplate } from "@/lib/templates/keeping";
import { aBroadcast, begun, EVERYONE, job, ledgerOf, sendAll } from "../../support/broadcasts";
import { aCustomer, as, test } from "../../support/test";

const HOUR = 3_600_000;
const viewerOf = (scope: Scope) => as(scope, { type: "user", userId: "usr_v", role: "viewer" });
const leave = async (scope: Scope, email: string) =>
  scope.db.insert(unsubscribes).values({
    projectId: scope.projectId,
    addressHash: (await addressHasher(scope.db))(email),
    topic: "broadcasts",
    source: "test",
    createdAt: scope.clock.now(),
  });

describe("a draft", () => {
  test("begins with the default template and nobody, and saves what is said", async ({ scope }) => {
    const { id, templateId } = await aBroadcast(scope);
    const fresh = await createBroadcast(scope, { name: "Fresh" });
    expect(fresh).toMatchObject({
      status: "draft",
      templateId,
      tracking: true,
      smartSending: true,
      audience: { include: { everyone: false } },
    });
    const after = await updateBroadcast(scope, { id, name: "Summer", tracking: false, revision: 1 });
    expect(after).toMatchObject({ name: "Summer", tracking: false, smartSending: false, revision: 2 });
    expect((await updateBroadcast(scope, { id, name: "Summer" })).revision).toBe(2);
    expect((await updateBroadcast(scope, { id, name: "Summer", tracking: false, revision: 1 })).revision).toBe(2); // its answer was lost
    await expect(updateBroadcast(scope, { id, name: "Late", revision: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    const verbs = await scope.db
      .select({ verb: audit.verb })
      .from(audit)
      .where(and(eq(audit.projectId, scope.projectId), eq(audit.subjectId, id)))
      .orderBy(audit.id);
    expect(verbs.map(({ verb }) => verb)).toEqual(["broadcast.created", "broadcast.edited"]);
  });

  test("that was looked at is what is sent: another one is refused", async ({ scope }) => {
    const { id } = await aBroadcast(scope);
    await updateBroadcast(scope, { id, name: "Other" });
    await expect(scheduleBroadcast(scope, { id, revision: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getBroadcast(scope, id)).status).toBe("draft");
  });

  test("is duplicated and deleted; what was scheduled is neither changed nor deleted before it is taken back", async ({ scope, clock }) => {
    const { id, name } = await aBroadcast(scope);
    await scheduleBroadcast(scope, { id, at: new Date(clock.now().getTime() + HOUR).toISOString() });
    await expect(updateBroadcast(scope, { id, name: "No" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(deleteBroadcast(scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await unscheduleBroadcast(scope, id)).toMatchObject({ status: "draft", scheduledAt: null, templateVersion: null });
    const { copy, lacks } = await duplicateBroadcast(scope, id);
    expect(lacks).toEqual([]);
    expect(copy).toMatchObject({ name: `${name} (copy)`, status: "draft", audience: EVERYONE });
    await deleteBroadcast(scope, id);
    await expect(getBroadcast(scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is duplicated when its segments, tags or template are gone by now: without them, and it says so", async ({ scope, clock }) => {
    await aCustomer(scope);
    const kept = await createSegment(scope, { name: "Kept", rule: { type: "trait", trait: "x", operator: "exists" } });
    const [segment, tag] = [
      await createSegment(scope, { name: "Gone", rule: { type: "trait", trait: "y", operator: "exists" } }),
      await createTag(scope, { name: "Gone" }),
    ];
    await createDefaultTemplate(scope);
    const template = await createTemplate(scope, { name: "Gone" });
    const audience = {
      include: { everyone: true, segments: [segment.id, kept.id], tags: [] },
      exclude: { segments: [segment.id], tags: [tag.id] },
    };
    const { id } = await aBroadcast(scope, { audience, templateId: template.id });
    await scheduleBroadcast(scope, { id, at: new Date(clock.now().getTime() + HOUR).toISOString() });
    await cancelBroadcast(scope, id);
    expect((await duplicateBroadcast(scope, id)).lacks).toEqual([]);
    for (const copy of (await listBroadcasts(scope, { status: "draft", limit: 10 })).items) await deleteBroadcast(scope, copy.id);
    await deleteSegment(scope, segment.id);
    await deleteTag(scope, tag.id);
    await deleteTemplate(scope, template.id);

    const { copy, lacks } = await duplicateBroadcast(scope, id);
    expect(copy.audience).toEqual({ include: { everyone: true, segments: [kept.id], tags: [] }, exclude: { segments: [], tags: [] } });
    expect(copy.templateId).not.toBe(template.id);
    expect(lacks).toEqual([
      "A segment or tag of its audience no longer exists, so check who gets it.",
      "Its template no longer exists, so it has the default one.",
    ]);
    expect(await broadcastPage(scope, copy.id)).toMatchObject({ kind: "draft", estimate: { willReceive: 1 } });
    expect(await broadcastPage(scope, id)).toMatchObject({ email: { template: null } });
    expect((await previewBroadcast(scope, { id })).html).toContain("<body");
  });

  test("that was scheduled and then cancelled reaches nobody, and says so everywhere", async ({ scope, clock }) => {
    const { publicId: customer } = await aCustomer(scope);
    const { id } = await aBroadcast(scope);
    await scheduleBroadcast(scope, { id, at: new Date(clock.now().getTime() + HOUR).toISOString() });
    await cancelBroadcast(scope, id);
    expect(await broadcastPage(scope, id)).toMatchObject({ kind: "cancelled", email: { subject: "Welcome, Ada" } });
    expect((await broadcastPeoplePage(scope, id, { limit: 10 })).people.items).toEqual([]);
    expect(await whyInBroadcast(scope, { id, customer })).toMatchObject({
      says: "It was cancelled before sending began, so nobody gets it.",
      because: [],
    });
  });

  test("keeps the segments and tags that it names from being deleted", async ({ scope }) => {
    const segment = await createSegment(scope, { name: "Named", rule: { type: "trait", trait: "x", operator: "exists" } });
    const tag = await createTag(scope, { name: "Named" });
    const audience = { include: { everyone: false, segments: [segment.id], tags: [] }, exclude: { segments: [], tags: [tag.id] } };
    const { id } = await aBroadcast(scope, { audience });
    expect((await readSegment(scope, segment.id, undefined)).uses).toMatchObject([{ kind: "broadcast", id, status: "draft" }]);
    expect(await usageOfTag(viewerOf(scope), tag.id)).toMatchObject([{ kind: "broadcast", id }]);
    await expect(deleteSegment(scope, segment.id)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(deleteTag(scope, tag.id)).rejects.toMatchObject({ code: "CONFLICT" });
    await deleteBroadcast(scope, id);
    await deleteSegment(scope, segment.id);
    await deleteTag(scope, tag.id);
  });

  test("a time that has passed is refused", async ({ scope, clock }) => {
    const { id } = await aBroadcast(scope);
    const at = new Date(clock.now().getTime() - HOUR).toISOString();
    await expect(scheduleBroadcast(scope, { id, at })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("who may", () => {
  test("a viewer looks and changes nothing", async ({ scope }) => {
    const { id } = await aBroadcast(scope);
    const viewer = viewerOf(scope);
    expect((await getBroadcast(viewer, id)).id).toBe(id);
    for (const attempt of [
      () => createBroadcast(viewer, { name: "No" }),
      () => updateBroadcast(viewer, { id, name: "No" }),
      () => deleteBroadcast(viewer, id),
      () => duplicateBroadcast(viewer, id),
      () => scheduleBroadcast(viewer, { id }),
      () => unscheduleBroadcast(viewer, id),
      () => pauseBroadcast(viewer, id),
      () => resumeBroadcast(viewer, id),
      () => cancelBroadcast(viewer, id),
    ])
      await expect((async () => attempt())()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("to a stranger it does not exist, and a stranger's template is none", async ({ scope, stranger }) => {
    const { id } = await aBroadcast(scope);
    const theirs = await aBroadcast(stranger);
    for (const attempt of [
      () => getBroadcast(stranger, id),
      () => peopleOf(stranger, id, { limit: 10 }),
      () => reportedBroadcast(stranger, id),
      () => previewBroadcast(stranger, { id }),
      () => previewBroadcast(scope, { id, template: theirs.templateId }),
      () => scheduleBroadcast(stranger, { id }),
      () => deleteBroadcast(stranger, id),
      () => createBroadcast(scope, { name: "No", templateId: theirs.templateId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listBroadcasts(stranger, { limit: 10 })).items.map((one) => one.id)).toEqual([theirs.id]);
  });
});

describe("before it is sent", () => {
  test("the estimate says who would get it and why the others would not, in the order of reasons, and the people are those", async ({
    scope,
    clock,
  }) => {
    for (let i = 0; i < 3; i++) await aCustomer(scope);
    const gone = await aCustomer(scope);
    await aCustomer(scope, { email: null });
    await leave(scope, gone.email!);
    const lately = await begun(scope, { smartSending: true });
    await sendAll(scope, clock);
    const fresh = await aCustomer(scope);
    const broadcast = await aBroadcast(scope, { smartSending: true });

    const estimate = await estimateOf(scope, broadcast);
    expect(estimate).toMatchObject({ matched: 6, willReceive: 1, total: 6, gotThree: 0, lastSentAt: expect.any(Date) });
    expect(estimate.skipped).toEqual([
      { reason: "unsubscribed", people: 1 },
      { reason: "no_address", people: 1 },
      { reason: "smart_sending", people: 3 },
    ]);
    const will = await peopleOf(scope, broadcast.id, { outcome: "will_receive", limit: 10 });
    expect(will.items.map(({ email }) => email)).toEqual([fresh.email]);
    for (const { reason, people } of estimate.skipped)
      expect((await peopleOf(scope, broadcast.id, { outcome: "skipped", reason, limit: 10 })).items).toHaveLength(people);
    expect((await reportOf(scope, await getBroadcast(scope, lately.broadcastId))).sent).toBe(3);
  });

  test("what would stop it or should be looked at is said", async ({ scope }) => {
    await aCustomer(scope, { traits: { city: "Berlin" } });
    await aCustomer(scope);
    await aBroadcast(scope);
    const document = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "In {{ customer.city }}" }] }] };
    const template = await createTemplate(scope, { name: "City", subject: "Hi", document });
    const broadcast = await aBroadcast(scope, { templateId: template.id });
    const says = async () => (await checksOf(scope, broadcast, await estimateOf(scope, broadcast))).map(({ says, state }) => [state, says]);
    expect(await says()).toContainEqual(["warn", "1 of 2 people have no value for customer.city, and there is no fallback."]);
    expect(await says()).toContainEqual(["good", "There is an unsubscribe link."]);
    expect((await previewBroadcast(scope, { id: broadcast.id })).html).toContain("/u/preview");
    const nobody = await aBroadcast(scope, { audience: { ...EVERYONE, include: { everyone: false, segments: [], tags: [] } } });
    expect((await checksOf(scope, nobody, await estimateOf(scope, nobody)))[0]).toEqual({
      state: "stops",
      says: "No audience is chosen yet.",
    });
  });
});

test("its pages show a draft with its choices, a scheduled one, and a report, to an editor and to a viewer", async ({ scope, clock }) => {
  await aCustomer(scope);
  const segment = await createSegment(scope, { name: "Pro", rule: { type: "trait", trait: "plan", operator: "exists" } });
  const draft = await aBroadcast(scope);
  expect(await broadcastPage(scope, draft.id)).toMatchObject({
    kind: "draft",
    audience: "Everyone",
    mayEdit: true,
    estimate: { willReceive: 1 },
  });
  const audience = { include: { everyone: false, segments: [segment.id], tags: [] }, exclude: { segments: [segment.id], tags: [] } };
  await updateBroadcast(scope, { id: draft.id, audience });
  const shown = await broadcastPage(viewerOf(scope), draft.id);
  expect(shown).toMatchObject({
    mayEdit: false,
    audience: "Customers in “Pro”, except those in “Pro”",
    choices: { segments: [{ name: "Pro" }] },
  });
  const { broadcastId } = await begun(scope);
  expect(await broadcastPage(scope, broadcastId)).toMatchObject({
    kind: "report",
    progress: { done: 0, of: 1 },
    broadcast: { templateVersion: 1 },
    email: { subject: "Welcome, Ada", template: "Welcome" },
  });
  await sendAll(scope, clock);
  const { rows } = await broadcastsPage(scope, { limit: 10 });
  expect(rows.map(({ status, sums }) => [status, sums])).toMatchObject([
    ["sent", { sent: 1, opened: 0, clicked: 0 }],
    ["draft", null],
  ]);
  expect((await broadcastPeoplePage(scope, broadcastId, { limit: 10 })).people.items).toHaveLength(1);
});

describe("what became of it", () => {
  test("the report's parts make up the whole, equal the ledger, and each number opens its people", async ({ scope, clock }) => {
    const all = [];
    for (let i = 0; i < 120; i++) all.push(await aCustomer(scope));
    await aCustomer(scope, { email: null });
    await leave(scope, all[0]!.email!);
    const { broadcastId: id } = await begun(scope);
    await leave(scope, all[1]!.email!);
    await sendAll(scope, clock);
    const ledger = await ledgerOf(scope, id);
    const opened = ledger.filter(({ state }) => state === "sent").slice(0, 5);
    for (const { id: message } of opened)
      await scope.db.update(messages).set({ opens: 2, firstOpenedAt: new Date() }).where(eq(messages.id, message));
    await scope.db
      .update(messages)
      .set({ machineOpens: 3 })
      .where(eq(messages.id, ledger.at(-1)!.id));
    const leaving = {
      projectId: scope.projectId,
      customerId: 1,
      messageId: opened[0]!.id,
      addressHash: opened[0]!.addressHash!,
      topic: "broadcasts" as const,
    };
    await unsubscribe(job(scope), leaving, "one_click");

    const report = await reportOf(scope, await getBroadcast(scope, id));
    expect(report).toMatchObject({
      matched: 121,
      will_receive: 119,
      sent: 118,
      waiting: 0,
      opened: 5,
      opened_by_machines_only: 1,
      unsubscribed: 1,
    });
    expect(report.skipped).toEqual([
      { reason: "unsubscribed", people: 2 },
      { reason: "no_address", people: 1 },
    ]);
    const skipped = report.skipped.reduce((sum, { people }) => sum + people, 0);
    expect(report.sent + report.failed + report.uncertain + report.waiting + skipped).toBe(report.matched);
    expect(report.sent).toBe(ledger.filter(({ state }) => state === "sent").length);
    expect(await broadcastPage(scope, id)).toMatchObject({ progress: { done: 119, of: 119, waitsFor: null } });
    for (const outcome of OUTCOMES) {
      const { items } = await peopleOf(scope, id, { outcome, limit: 200 });
      const expected = outcome === "skipped" ? skipped : report[outcome as "sent"];
      expect(items, outcome).toHaveLength(expected);
    }
    const first = await peopleOf(scope, id, { limit: 100 });
    const second = await peopleOf(scope, id, { limit: 100, cursor: first.nextCursor! });
    expect(new Set([...first.items, ...second.items].map((person) => person.id)).size).toBe(121);
    expect((await reportedBroadcast(scope, id)).report).toMatchObject({ sent: 118, skipped: { unsubscribed: 2, no_address: 1 } });
  });

  test("an email of it is shown as it was sent, though only its values were kept; not where it would come out differently", async ({
    scope,
    clock,
  }) => {
    await aCustomer(scope, { traits: { firstName: "Ada" } });
    const { broadcastId: id } = await begun(scope);
    await sendAll(scope, clock);
    const [message] = await ledgerOf(scope, id);
    const shown = (await getMessage(scope, message!.id)).email;
    expect(shown).toMatchObject({ to: message!.address, headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } });
    expect(shown!.html).toContain("Hello Ada");
    const values = { ...message!.values, customer: { first_name: "Eve" } };
    await scope.db.update(messages).set({ values }).where(eq(messages.id, message!.id));
    expect((await getMessage(scope, message!.id)).email).toBeNull();
  });
});

test("a broadcast whose wake-up was lost is woken again, and one that goes on is left alone", async ({ scope, clock }) => {
  await aCustomer(scope);
  const { broadcastId: id } = await begun(scope);
  expect(await wakeStandstill(job(scope))).toBe(0);
  clock.forward(HOUR);
  expect(await wakeStandstill(job(scope))).toBe(1);
  await sendAll(scope, clock);
  expect((await getBroadcast(scope, id)).status).toBe("sent");
  expect(await ledgerOf(scope, id)).toHaveLength(1);
});
