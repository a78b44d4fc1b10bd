import type { ServerResponse } from "node:http";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "vitest";
import { customers, customerTags, latestEmails, mailbox, messages, projects, suppressions, unsubscribes } from "@/db/schema";
import { scheduleBroadcast, beginSending, cancelBroadcast, pauseBroadcast, resumeBroadcast } from "@/lib/broadcasts/sending";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { sendBatch } from "@/lib/broadcasts/send";
import { batchesOf, endSlice } from "@/lib/broadcasts/slices";
import { connectIntegration, pauseIntegration, resumeIntegration } from "@/lib/integrations/commands";
import { addressHasher } from "@/lib/keys/data-keys";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { fillPart, versionToFill } from "@/lib/segments/fill";
import { createTag } from "@/lib/tags/commands";
import { aBroadcast, batchesIn, begun, EVERYONE, job, ledgerOf, recipientsOf, sendAll } from "../../support/broadcasts";
import { fakeResend, say } from "../../support/resend";
import { aCustomer, test } from "../../support/test";

const HOUR = 3_600_000;
const hashOf = async ({ db }: Scope, email: string) => (await addressHasher(db))(email);
const inMailbox = ({ db, projectId }: Scope) => db.select().from(mailbox).where(eq(mailbox.projectId, projectId));

async function leave(scope: Scope, email: string, topic = "broadcasts") {
  const addressHash = await hashOf(scope, email);
  await scope.db
    .insert(unsubscribes)
    .values({ projectId: scope.projectId, addressHash, topic, source: "test", createdAt: scope.clock.now() });
}

async function suppress(scope: Scope, email: string) {
  const addressHash = await hashOf(scope, email);
  await scope.db.insert(suppressions).values({ projectId: scope.projectId, addressHash, reason: "bounced", createdAt: scope.clock.now() });
}

type Person = { id: number; email: string };

async function people(scope: Scope, n: number): Promise<[Person, Person, Person]> {
  const all: Person[] = [];
  for (let i = 0; i < n; i++) {
    const { id, email } = await aCustomer(scope);
    all.push({ id, email: email! });
  }
  return all as [Person, Person, Person];
}

describe("who it is frozen with", () => {
  test("everyone is there: in a batch of at most 100, or left out with the reason", async ({ scope }) => {
    await people(scope, 103);
    const [left, leftAll, bounced] = await people(scope, 3);
    const nobody = await aCustomer(scope, { email: null });
    await leave(scope, left.email);
    await leave(scope, left.email, "all");
    await leave(scope, leftAll.email, "all");
    await suppress(scope, bounced.email);
    await leave(scope, bounced.email);

    const { broadcastId: id } = await begun(scope);

    const rows = await recipientsOf(scope, id);
    expect(rows).toHaveLength(107);
    expect(rows.filter(({ batch }) => batch === 0)).toHaveLength(100);
    expect(rows.filter(({ batch }) => batch === 1)).toHaveLength(3);
    expect(rows.filter(({ batch }) => batch === null).map(({ customerId, reason }) => [customerId, reason])).toEqual([
      [left.id, "unsubscribed"],
      [leftAll.id, "unsubscribed"],
      [bounced.id, "suppressed"],
      [nobody.id, "no_address"],
    ]);
    expect(await batchesOf(job(scope), id, 0)).toEqual([0, 1]);
    expect(await ledgerOf(scope, id)).toEqual([]);
  });

  test("of segments: whoever is in one of the included and in none of the excluded, and nobody of another project", async ({
    scope,
    stranger,
  }) => {
    const [pro, both, free] = [
      await aCustomer(scope, { traits: { plan: "pro" } }),
      await aCustomer(scope, { traits: { plan: "pro", vip: true } }),
      await aCustomer(scope, { traits: { plan: "free" } }),
    ];
    await aCustomer(stranger, { traits: { plan: "pro" } });
    const is = (trait: string, value: string) => ({ type: "trait", trait, operator: "is", value }) as const;
    const included = await createSegment(scope, { name: "Pro", rule: is("plan", "pro") });
    const excluded = await createSegment(scope, { name: "Vip", rule: { type: "trait", trait: "vip", operator: "exists" } });
    const audience = { include: { everyone: false, segments: [included.id], tags: [] }, exclude: { segments: [excluded.id], tags: [] } };
    const { id } = await aBroadcast(scope, { audience });
    await scheduleBroadcast(scope, { id });

    expect(await beginSending(job(scope), id)).toBe(false); // the segments are being filled
    for (const segment of [included, excluded]) {
      const version = await versionToFill(job(scope), segment.id);
      for (let after: number | null = 0; after !== null; ) after = await fillPart(job(scope), segment.id, version!, after);
    }
    expect(await beginSending(job(scope), id)).toBe(true);
    expect((await recipientsOf(scope, id)).map(({ customerId }) => customerId)).toEqual([pro.id]);
    expect([both.id, free.id]).not.toContain(pro.id);
  });

  test("of tags: whoever has one of the included and none of the excluded", async ({ scope }) => {
    const [vip, both, none] = await people(scope, 3);
    const tag = async (name: string, whom: Person[]) => {
      const { id } = await createTag(scope, { name });
      for (const { id: customerId } of whom)
        await scope.db.insert(customerTags).values({ projectId: scope.projectId, tagId: id, customerId, addedAt: scope.clock.now() });
      return id;
    };
    const [included, excluded] = [await tag("VIP", [vip, both]), await tag("Press", [both])];
    const audience = { include: { everyone: false, segments: [], tags: [included] }, exclude: { segments: [], tags: [excluded] } };
    const { broadcastId } = await begun(scope, { audience });
    expect((await recipientsOf(scope, broadcastId)).map(({ customerId }) => customerId)).toEqual([vip.id]);
    expect(none.id).not.toBe(vip.id);
  });

  test("an audience that was not chosen is refused, and so is one of a deleted segment", async ({ scope, stranger }) => {
    const nobody = await aBroadcast(scope, { audience: { ...EVERYONE, include: { everyone: false, segments: [], tags: [] } } });
    await expect(scheduleBroadcast(scope, { id: nobody.id })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const theirs = await createSegment(stranger, { name: "Theirs", rule: { type: "trait", trait: "x", operator: "exists" } });
    const audience = { include: { everyone: false, segments: [theirs.id], tags: [] }, exclude: { segments: [], tags: [] } };
    await expect(aBroadcast(scope, { audience })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("a wake-up from before it was put off or taken back begins nothing", async ({ scope, clock }) => {
    await people(scope, 1);
    const { id } = await aBroadcast(scope);
    await scheduleBroadcast(scope, { id, at: new Date(clock.now().getTime() + HOUR).toISOString() });
    expect(await beginSending(job(scope), id)).toBe(true);
    expect((await getBroadcast(scope, id)).status).toBe("scheduled");
    clock.forward(HOUR);
    await Promise.all([1, 2, 3].map(() => beginSending(job(scope), id)));
    expect(await getBroadcast(scope, id)).toMatchObject({ status: "sending", epoch: 1, openSlices: [0] });
  });
});

describe("through the mailbox", () => {
  test("each gets one email, which can be left, and is in the ledger under the version that was sent", async ({ scope, clock }) => {
    const all = await people(scope, 3);
    const { broadcastId: id } = await begun(scope);
    await sendAll(scope, clock);

    expect(await getBroadcast(scope, id)).toMatchObject({ status: "sent", openSlices: [], templateVersion: 1 });
    const rows = await ledgerOf(scope, id);
    expect(rows.map(({ customerId, state, source }) => [customerId, state, source])).toEqual(
      all.map(({ id }) => [id, "sent", "broadcast"]),
    );
    const mails = await inMailbox(scope);
    expect(mails.map(({ email }) => email.to).sort()).toEqual(all.map(({ email }) => email).sort());
    expect(mails[0]!.email.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(await batchesIn(scope, id)).toMatchObject([{ batch: 0, sent: 3, skipped: 0, failed: 0, uncertain: 0, letters: null }]);
  });

  test("to nobody, it is sent at once", async ({ scope, clock }) => {
    const { broadcastId: id } = await begun(scope);
    await sendAll(scope, clock);
    expect((await getBroadcast(scope, id)).status).toBe("sent");
  });

  test("who leaves between freeze and send gets nothing, and the ledger says why", async ({ scope, clock }) => {
    const [ann, bob] = await people(scope, 2);
    const { broadcastId: id } = await begun(scope);
    await leave(scope, bob.email);
    await sendAll(scope, clock);
    expect((await inMailbox(scope)).map(({ email }) => email.to)).toEqual([ann.email]);
    expect((await ledgerOf(scope, id)).map(({ state, reason }) => [state, reason])).toEqual([
      ["sent", null],
      ["skipped", "unsubscribed"],
    ]);
    expect(await batchesIn(scope, id)).toMatchObject([{ sent: 1, skipped: 1 }]);
  });

  test("two customers who become one after the freeze get one email", async ({ scope, clock }) => {
    const [ann, bob] = await people(scope, 2);
    const { broadcastId: id } = await begun(scope);
    const { mergeCustomers } = await import("@/lib/customers/moving");
    await mergeCustomers(scope, [{ from: bob.id, to: ann.id }]);
    await sendAll(scope, clock);
    expect(await inMailbox(scope)).toHaveLength(1);
    expect((await ledgerOf(scope, id)).map(({ customerId }) => customerId)).toEqual([ann.id]);
  });
});

describe("Smart Sending", () => {
  const sentIn = async (scope: Scope, id: string) => (await ledgerOf(scope, id)).map(({ state, reason }) => [state, reason]);

  test("leaves out whoever got an email in the last three days, and says so", async ({ scope, clock }) => {
    const [ann] = await people(scope, 1);
    await begun(scope, { smartSending: true });
    await sendAll(scope, clock);
    const second = await begun(scope, { smartSending: true });
    expect((await recipientsOf(scope, second.broadcastId)).map(({ customerId, reason }) => [customerId, reason])).toEqual([
      [ann.id, "smart_sending"],
    ]);
    await sendAll(scope, clock);
    const off = await begun(scope, { smartSending: false });
    await sendAll(scope, clock);
    expect(await sentIn(scope, off.broadcastId)).toEqual([["sent", null]]);
    clock.forward(3 * 24 * HOUR + 1);
    const later = await begun(scope, { smartSending: true });
    await sendAll(scope, clock);
    expect(await sentIn(scope, later.broadcastId)).toEqual([["sent", null]]);
  });

  test("of two broadcasts at once, one reaches a person and the other is skipped with the reason", async ({ scope }) => {
    await people(scope, 5);
    const [one, two] = [await begun(scope, { smartSending: true }), await begun(scope, { smartSending: true })];
    await Promise.all([sendBatch(job(scope), one, 0), sendBatch(job(scope), two, 0)]);
    expect(await inMailbox(scope)).toHaveLength(5);
    const all = [...(await ledgerOf(scope, one.broadcastId)), ...(await ledgerOf(scope, two.broadcastId))];
    expect(all.filter(({ state }) => state === "sent")).toHaveLength(5);
    expect(all.filter(({ reason }) => reason === "smart_sending")).toHaveLength(5);
  });

  test("the project says for how many days", async ({ scope, clock }) => {
    await people(scope, 1);
    await scope.db.update(projects).set({ smartSendingDays: 0 }).where(eq(projects.id, scope.projectId));
    for (let i = 0; i < 2; i++) {
      const { broadcastId } = await begun(scope, { smartSending: true });
      await sendAll(scope, clock);
      expect(await sentIn(scope, broadcastId)).toEqual([["sent", null]]);
    }
  });
});

describe("pause, resume and cancel", () => {
  test("a paused broadcast offers nothing more, and goes on with the people it was frozen with", async ({ scope, clock }) => {
    await people(scope, 150);
    const sending = await begun(scope);
    await sendBatch(job(scope), sending, 0);
    await pauseBroadcast(scope, sending.broadcastId);
    expect(await sendBatch(job(scope), sending, 1)).toEqual({ state: "stopped" });
    await sendAll(scope, clock);
    expect(await inMailbox(scope)).toHaveLength(100);

    await aCustomer(scope);
    await resumeBroadcast(scope, sending.broadcastId);
    expect(await sendBatch(job(scope), sending, 1)).toEqual({ state: "stopped" }); // a run of before the pause
    await sendAll(scope, clock);
    expect(await inMailbox(scope)).toHaveLength(150);
    expect((await getBroadcast(scope, sending.broadcastId)).status).toBe("sent");
  });

  test("a cancelled one ends for good", async ({ scope, clock }) => {
    await people(scope, 150);
    const sending = await begun(scope);
    await sendBatch(job(scope), sending, 0);
    await cancelBroadcast(scope, sending.broadcastId);
    await sendAll(scope, clock);
    expect(await inMailbox(scope)).toHaveLength(100);
    await expect(resumeBroadcast(scope, sending.broadcastId)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("the last slice ends it, however often the others say they ended, and runs of an earlier time end nothing", async ({ scope }) => {
    await people(scope, 1);
    const sending = await begun(scope);
    await endSlice(job(scope), { ...sending, epoch: 0 }, 0);
    expect((await getBroadcast(scope, sending.broadcastId)).status).toBe("sending");
    await endSlice(job(scope), sending, 7);
    await endSlice(job(scope), sending, 0);
    await endSlice(job(scope), sending, 0);
    expect((await getBroadcast(scope, sending.broadcastId)).status).toBe("sent");
  });
});

describe("through Resend", () => {
  let resend: Awaited<ReturnType<typeof fakeResend>>;
  const variables = () => ({
    RESEND_API_KEY: "re_test_key",
    RESEND_BASE_URL: resend.url,
    MAIL_FROM: "Acme <hello@acme.test>",
    RESEND_CALLS_PER_SECOND: "1000",
  });
  beforeAll(async () => {
    resend = await fakeResend();
  });
  afterAll(() => resend.stop());
  beforeEach(() => {
    Object.assign(process.env, variables());
    resend.offers.length = resend.next.length = 0;
    resend.mailed.clear();
  });
  afterEach(() => {
    for (const name of Object.keys(variables())) delete process.env[name];
  });
  const timesMailed = () => [...resend.mailed.values()];

  test("a batch is one call under its key, and each is marked by what became of their own", async ({ scope, clock }) => {
    const good = await aCustomer(scope);
    await aCustomer(scope, { email: `refused-${good.id}@example.com` });
    const { broadcastId: id } = await begun(scope);
    await sendAll(scope, clock);
    expect(resend.offers).toHaveLength(1);
    expect(resend.offers[0]).toMatchObject({ path: "/emails/batch", key: `${id}/0/1` });
    expect(resend.offers[0]!.headers["x-batch-validation"]).toBe("permissive");
    expect((await ledgerOf(scope, id)).map(({ state, reason, providerId }) => [state, reason, providerId !== null])).toEqual([
      ["sent", null, true],
      ["failed", "Invalid `to` field.", false],
    ]);
    const turns = await scope.db.select().from(latestEmails).where(eq(latestEmails.projectId, scope.projectId));
    expect(turns).toHaveLength(1); // who got nothing may be written to
  });

  test("a crash after hand-over: the same bytes under the same key, whatever changed meanwhile, and nobody twice", async ({
    scope,
    clock,
  }) => {
    const [ann] = await people(scope, 3);
    const { broadcastId: id } = await begun(scope);
    resend.next.push(resend.takeUnheard);
    expect(await sendBatch(job(scope), { broadcastId: id, epoch: 1 }, 0)).toMatchObject({ state: "waits" });
    await leave(scope, ann.email);
    await scope.db
      .update(customers)
      .set({ traits: { firstName: "Changed" } })
      .where(eq(customers.id, ann.id));
    await sendAll(scope, clock);
    expect(new Set(resend.offers.map(({ key, bytes }) => `${key} ${bytes}`)).size).toBe(1);
    expect(resend.offers).toHaveLength(2);
    expect(timesMailed()).toEqual([1, 1, 1]);
    expect((await ledgerOf(scope, id)).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
  });

  test("a batch that another has in hand, or that a crash left, keeps no other batch waiting until it may be offered again", async ({
    scope,
    clock,
  }) => {
    await people(scope, 3);
    const sending = await begun(scope);
    const { promise: offered, resolve: arrives } = Promise.withResolvers<ServerResponse>();
    resend.next.push((_, response) => {
      arrives(response);
      return true;
    });
    const inHand = sendBatch(job(scope), sending, 0);
    const response = await offered;
    const in30Seconds = new Date(clock.now().getTime() + 30_000);
    expect(await sendBatch(job(scope), sending, 0)).toEqual({ state: "waits", until: in30Seconds, alone: true });
    response.destroy();
    expect(await inHand).toMatchObject({ state: "waits" });
    expect(await sendBatch(job(scope), sending, 0)).toMatchObject({ state: "waits", alone: false }); // the provider is what all wait for
    await sendAll(scope, clock);
    expect(timesMailed()).toEqual([1, 1, 1]);
  });

  test.for([429, 401, "paused"] as const)(
    "a batch that may have been taken keeps its key and bytes through %s: nobody gets it twice",
    async (then, { scope, clock }) => {
      await scope.db.update(projects).set({ fromAddress: "hello@acme.test" }).where(eq(projects.id, scope.projectId));
      await connectIntegration(scope, { kind: "resend", settings: { apiKey: "re_project_key", webhookSecret: "" } });
      await people(scope, 3);
      const sending = await begun(scope);
      resend.next.push(resend.takeUnheard);
      await sendBatch(job(scope), sending, 0);
      clock.forward(60_000);
      if (then === "paused") await pauseIntegration(scope, "resend");
      else resend.next.push((_, response) => say(response, then, { statusCode: then, name: "x", message: "Not now." }));
      expect(await sendBatch(job(scope), sending, 0)).toMatchObject({ state: "waits" });
      if (then === "paused") await resumeIntegration(scope, "resend");
      await sendAll(scope, clock);
      expect(timesMailed()).toEqual([1, 1, 1]);
      expect(new Set(resend.offers.map(({ key, bytes }) => `${key} ${bytes}`)).size).toBe(1);
      expect((await ledgerOf(scope, sending.broadcastId)).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    },
  );

  test("429 is waited for, and who leaves meanwhile gets nothing: that batch was certainly not taken", async ({ scope, clock }) => {
    const [ann] = await people(scope, 3);
    const { broadcastId: id } = await begun(scope);
    resend.next.push((_, response) =>
      say(response, 429, { statusCode: 429, name: "rate_limit_exceeded", message: "Too many." }, { "retry-after": "1" }),
    );
    const now = await sendBatch(job(scope), { broadcastId: id, epoch: 1 }, 0);
    expect(now).toEqual({ state: "waits", until: new Date(clock.now().getTime() + 1_000) });
    await leave(scope, ann.email);
    await sendAll(scope, clock);
    expect([...resend.mailed.keys()]).not.toContain(ann.email);
    expect((await ledgerOf(scope, id)).map(({ state, reason }) => [state, reason])).toEqual([
      ["skipped", "unsubscribed"],
      ["sent", null],
      ["sent", null],
    ]);
    expect(await batchesIn(scope, id)).toMatchObject([{ sent: 2, skipped: 1, generation: 2 }]);
  });

  test("a key that is not accepted loses nobody: it waits until it is put right", async ({ scope, clock }) => {
    await people(scope, 2);
    const { broadcastId: id } = await begun(scope);
    resend.next.push((_, response) => say(response, 401, { statusCode: 401, name: "invalid_api_key", message: "API key is invalid." }));
    expect(await sendBatch(job(scope), { broadcastId: id, epoch: 1 }, 0)).toMatchObject({ state: "waits" });
    expect((await batchesIn(scope, id))[0]).toMatchObject({ lastError: "API key is invalid.", offeredAt: null });
    process.env.RESEND_API_KEY = "re_another";
    await sendAll(scope, clock);
    expect(timesMailed()).toEqual([1, 1]);
  });

  test("a provider that stays silent is asked for 20 hours, then they are uncertain", async ({ scope, clock }) => {
    await people(scope, 2);
    const { broadcastId: id } = await begun(scope);
    resend.always.push((_, response) => say(response, 503, { statusCode: 503, name: "x", message: "Down." }));
    await sendAll(scope, clock);
    resend.always.length = 0;
    expect((await ledgerOf(scope, id)).map(({ state }) => state)).toEqual(["uncertain", "uncertain"]);
    expect((await ledgerOf(scope, id))[0]!.reason).toMatch(/may have been sent.*Down/);
    expect(new Set(resend.offers.map(({ key, bytes }) => `${key} ${bytes}`)).size).toBe(1);
  });

  test("cancelled while its answer is unknown: uncertain; while it was to wait: skipped", async ({ scope, clock }) => {
    await people(scope, 1);
    for (const [status, end] of [
      [500, ["uncertain", expect.stringContaining("cancelled")]],
      [429, ["skipped", "cancelled"]],
    ] as const) {
      const { broadcastId: id } = await begun(scope);
      resend.next.push((_, response) => say(response, status, { statusCode: status, name: "x", message: "Later." }));
      await sendBatch(job(scope), { broadcastId: id, epoch: 1 }, 0);
      await cancelBroadcast(scope, id);
      await sendAll(scope, clock);
      expect((await ledgerOf(scope, id)).map(({ state, reason }) => [state, reason])).toEqual([end]);
    }
    expect(resend.mailed.size).toBe(0);
  });

  test("many at once at one batch offer it once", async ({ scope, clock }) => {
    await people(scope, 20);
    const sending = await begun(scope);
    await Promise.all([1, 2, 3, 4].map(() => sendBatch(job(scope), sending, 0)));
    expect(resend.offers).toHaveLength(1);
    await sendAll(scope, clock);
    expect(timesMailed().every((times) => times === 1)).toBe(true);
    expect(resend.mailed.size).toBe(20);
    expect(
      await scope.db
        .select()
        .from(messages)
        .where(and(eq(messages.projectId, scope.projectId), eq(messages.state, "sent"))),
    ).toHaveLength(20);
  });
});
