import { and, eq, type SQL, sql } from "drizzle-orm";
import { expect } from "vitest";
import { DELETE as eraseRoute, GET as showRoute } from "@/app/api/v1/customers/[id]/route";
import { POST as tellRoute } from "@/app/api/v1/customers/route";
import { newId, publicId } from "@/db/ids";
import { automationRuns, customers, events, integrations, integrationWork, mailbox, messageLinks, messages, rejections } from "@/db/schema";
import { reportOf } from "@/lib/broadcasts/report";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { reasonToSkip } from "@/lib/consent/reasons";
import { unsubscribe } from "@/lib/consent/commands";
import { eraseCustomer, eraseOn } from "@/lib/customers/erasing";
import { countCustomers, listCustomers } from "@/lib/customers/list";
import { mergeByHand } from "@/lib/customers/merging";
import { getCustomer } from "@/lib/customers/queries";
import { createCustomerByHand, tellCustomer, updateCustomerByHand } from "@/lib/customers/telling";
import { recordEventByHand } from "@/lib/events/recording";
import { addressHasher } from "@/lib/keys/data-keys";
import { recordCalls } from "@/lib/ingest/record";
import { mailboxMailer } from "@/lib/mail/mailbox";
import { offerDue } from "@/lib/messages/due";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { getSegment } from "@/lib/segments/queries";
import { refreshCustomers } from "@/lib/segments/refresh";
import { tagByHand } from "@/lib/tags/tagging";
import { createDefaultTemplate, publishTemplate } from "@/lib/templates/commands";
import { createWebhook } from "@/lib/webhooks/commands";
import { CreateWebhook } from "@/lib/webhooks/schema";
import { planDeliveries } from "@/lib/webhooks/planning";
import { asking } from "../../support/asking";
import { aLiveAutomation, email, happens, onSignUp, settle, wait } from "../../support/automations";
import { begun, job, ledgerOf, recipientsOf, sendAll } from "../../support/broadcasts";
import { as, aCustomer, type TestClock, test } from "../../support/test";
import { byPublicKey, tell } from "../ingest/asked";

const viewer = { type: "user", userId: "usr_v", role: "viewer" } as const;

type Column = { table: string; column: string; public: boolean };

/** Every column that says whom a row is of: by a foreign key, or by what it is called. The next table is found by itself. */
async function columnsOfCustomers({ db }: Scope): Promise<Column[]> {
  const { rows } = await db.execute<Column>(sql`
    select c.table_name as table, c.column_name as column, c.data_type = 'uuid' as public
    from information_schema.columns c join information_schema.columns p
      on p.table_schema = c.table_schema and p.table_name = c.table_name and p.column_name = 'project_id'
    where c.table_schema = 'public' and c.table_name <> 'customers' and c.data_type in ('bigint', 'uuid')
      and (c.column_name ~ '(customer|holder|claimant|joined)' or exists (
        select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
        where k.contype = 'f' and k.confrelid = 'customers'::regclass and k.conrelid = to_regclass('public.' || quote_ident(c.table_name)) and a.attname = c.column_name
          and a.attname <> 'project_id'))
    order by 1, 2`);
  return rows;
}

/** The columns in which a row tells of one of these. */
async function columnsTellingOf(scope: Scope, people: readonly { id: number; uuid: string }[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column, public: isPublic } of await columnsOfCustomers(scope)) {
    const ids = people.map(({ id, uuid }) => (isPublic ? uuid : String(id)));
    const { rows } = await scope.db.execute(sql`select 1 from ${sql.identifier(table)}
      where project_id = ${scope.projectId} and ${sql.identifier(column)}::text = any(${sql.param(ids)}::text[]) limit 1`);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/** The tables of the project in which a text stands anywhere. */
async function tablesSaying({ db, projectId }: Scope, text: string): Promise<string[]> {
  const { rows } = await db.execute<{ table: string }>(sql`
    select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'project_id' order by 1`);
  const saying: string[] = [];
  for (const { table } of rows) {
    const { rows: found } = await db.execute(
      sql`select 1 from ${sql.identifier(table)} t where project_id = ${projectId} and strpos(lower(t::text), ${text}) > 0 limit 1`,
    );
    if (found.length > 0) saying.push(table);
  }
  return saying;
}

const narrow = async ({ db, projectId }: Scope, ref: SQL) =>
  (
    await db.execute<{ id: number; uuid: string }>(
      sql`select id, public_id as uuid from customers where project_id = ${projectId} and ${ref}`,
    )
  ).rows;

const called = (value: string) =>
  sql`(select customer_id from customer_identities i where i.project_id = customers.project_id and i.value = ${value})`;

/** Somebody with a row in every table that can tell of a customer, and with `mark` in each text of theirs. */
async function aLife(scope: Scope, clock: TestClock, mark: string) {
  const { db, projectId } = scope;
  const [user, anon, address] = [`${mark}-user`, `${mark}-anon`, `${mark}@example.com`];
  const template = await createDefaultTemplate(scope);
  await publishTemplate(scope, template.id);
  const { id: segmentId } = await createSegment(scope, {
    name: `Of ${newId("segment")}`,
    rule: {
      type: "all",
      rules: [
        { type: "trait", trait: "note", operator: "exists" },
        { type: "customer", field: "first_seen", operator: "within_last", days: 7 },
      ],
    },
  });
  await aLiveAutomation(scope, onSignUp([email("a", template.id), wait("b", 60)]));
  await createWebhook(scope, CreateWebhook.parse({ url: "https://example.com/hooks", kinds: ["event.recorded"] }));
  await tell(
    scope,
    { type: "identify", userId: user, anonymousId: anon, email: address, traits: { email: address, note: mark, first_name: mark } },
    { type: "alias", userId: user, previousId: `${mark}-old` },
    { type: "identify", userId: "bob", email: "bob@example.com", traits: { email: "bob@example.com", note: "other" } },
    { type: "identify", userId: "bob", anonymousId: anon, traits: {} },
    {
      type: "track",
      userId: user,
      anonymousId: anon,
      email: address,
      name: "Signed Up",
      properties: { note: mark },
      context: { page: mark },
    },
    { type: "identify", userId: `${mark}-second`, traits: { note: mark } },
    { type: "page", anonymousId: "a-visitor" },
    { type: "track", userId: user, name: "", properties: { note: mark } },
  );
  const ada = await getCustomer(scope, `user_id:${user}`);
  const second = await getCustomer(scope, `user_id:${mark}-second`);
  await mergeByHand(scope, { id: ada.publicId, customer: second.publicId });
  const [bob, visitor] = [await getCustomer(scope, "user_id:bob"), await narrow(scope, sql`id in ${called("a-visitor")}`)];
  await mergeByHand(scope, { id: bob.publicId, customer: publicId("customer", visitor[0]!.uuid) });
  await tell(scope, { type: "identify", userId: user, anonymousId: "a-visitor", traits: {} }); // whose claim to it is kept, though it is Bob's by hand
  await updateCustomerByHand(scope, { id: ada.publicId, traits: { city: mark } });
  const { id: eventId } = await recordEventByHand(scope, { customer: ada.publicId, name: "Called", properties: { note: mark } });
  await tagByHand(scope, { customers: [ada.publicId], name: "VIP", on: true });
  await refreshCustomers(scope, [ada.id], { live: false });
  await planDeliveries(job(scope), "event.recorded", [eventId]);
  await settle(scope);
  const { broadcastId } = await begun(scope);
  await sendAll(scope, clock);
  const [message] = await db.select().from(messages).where(eq(messages.customerId, ada.id));
  const [run] = await db.select().from(automationRuns).where(eq(automationRuns.customerId, ada.id));
  await db.insert(messageLinks).values({ projectId, messageId: message!.id, place: 0, url: `https://example.com/${mark}` });
  const [integration] = await db
    .insert(integrations)
    .values({ projectId, kind: "slack", settings: {}, secrets: Buffer.alloc(1), hints: {}, updatedAt: clock.now() })
    .returning();
  const work = { projectId, integrationId: integration!.id, what: "Test", state: "done" as const, at: clock.now() };
  await db.insert(integrationWork).values([
    { ...work, key: `${run!.id}/1`, detail: mark },
    { ...work, key: "news", detail: `${message!.id}: ${mark} is full` },
  ]);
  const recipient = as(scope, { type: "recipient", customerId: ada.id });
  await unsubscribe(
    recipient,
    { projectId, customerId: ada.id, messageId: message!.id, addressHash: ada.emailHash!, topic: "all" },
    "page",
  );
  return { ada, segmentId, broadcastId, uuids: await narrow(scope, sql`id = ${ada.id}`), names: { user, anon, address } };
}

test("nothing of them stays in any table, and what sums are made of stays without them", async ({ scope, stranger, clock }) => {
  const mark = `mark${newId("customer").slice(-8)}`;
  const { ada, segmentId, broadcastId, uuids } = await aLife(scope, clock, mark);
  await aLife(stranger, clock, mark);
  const columns = (await columnsOfCustomers(scope)).map(({ table, column }) => `${table}.${column}`);
  const joined = await scope.db.execute<{ id: number; uuid: string }>(
    sql`select joined_id as id, joined_public_id as uuid from customer_merges where project_id = ${scope.projectId} and customer_id = ${ada.id}`,
  );
  const theirs = [...uuids, ...joined.rows];
  const bob = await narrow(scope, sql`id in ${called("bob")}`);
  expect(await columnsTellingOf(scope, [...theirs, ...bob])).toEqual(columns); // a new table: give them a row in it, above
  expect(await tablesSaying(scope, mark)).toEqual(
    expect.arrayContaining(["audit", "customers", "events", "mailbox", "messages", "rejections", "webhook_deliveries", "integration_work"]),
  );
  const sums = await reportOf(scope, await getBroadcast(scope, broadcastId));
  const [{ size }, ofStranger] = [await getSegment(scope, segmentId), await tablesSaying(stranger, mark)];

  expect(await eraseCustomer(scope, ada.publicId)).toBe(ada.publicId);

  expect(await columnsTellingOf(scope, theirs)).toEqual([]);
  expect(await narrow(scope, sql`id = ${ada.id}`)).toEqual([]);
  expect(await tablesSaying(scope, mark)).toEqual([]);
  expect(await reportOf(scope, await getBroadcast(scope, broadcastId))).toEqual(sums);
  expect((await getSegment(scope, segmentId)).size).toBe(size - 1);
  expect(await tablesSaying(stranger, mark)).toEqual(ofStranger);
  const { rows } = await scope.db.execute(
    sql`select verb, before, after from audit where project_id = ${scope.projectId} and subject_id = ${ada.publicId} order by verb`,
  );
  expect(rows.at(-1)).toEqual({ verb: "customer.update", before: null, after: null });
  expect(rows.map(({ verb }) => verb)).toContain("customer.erased");
});

test("no name of theirs brings them back, in whatever dialect, by hand or by a program; others are recorded beside", async ({
  scope,
  clock,
}) => {
  const [user, anon, address] = ["erased-user", "erased-anon", "erased@example.com"];
  await tell(scope, { type: "identify", userId: user, anonymousId: anon, email: address, traits: { email: address } });
  const { publicId } = await getCustomer(scope, `user_id:${user}`);
  await eraseCustomer(scope, publicId);
  clock.forward(1_000);
  const secret = { anonymousId: "another", properties: { secret: "tell-nobody" } };
  const outcomes = await tell(
    scope,
    { type: "track", userId: user, name: "Came back" },
    { type: "track", userId: "ann", name: "Came" },
    { type: "track", name: "Came back", ...secret, email: address },
    { type: "identify", anonymousId: anon, traits: {} },
    { type: "alias", userId: "ann", previousId: anon },
    { type: "alias", userId: "ann", previousId: user },
    { type: "identify", userId: "new", email: address, traits: {} },
  );
  const reason = expect.stringContaining("was erased");
  expect(outcomes).toMatchObject([
    { state: "rejected", field: "userId", reason },
    { state: "recorded" },
    { state: "rejected", field: "email", reason },
    { state: "rejected", field: "anonymousId", reason },
    { state: "rejected", field: "anonymousId", reason },
    { state: "rejected", field: "userId", reason },
    { state: "rejected", field: "email", reason },
  ]);
  expect((await listCustomers(scope, { limit: 10 })).items.map(({ userId }) => userId)).toEqual(["ann"]);
  const kept = await scope.db.select().from(rejections).where(eq(rejections.projectId, scope.projectId));
  expect(kept.map(({ payload }) => payload)).toEqual([null, null, null, null, null, null]);

  const refusal = { code: "INVALID_INPUT", message: expect.stringContaining("was erased"), fields: { email: expect.anything() } };
  await expect(createCustomerByHand(scope, { email: "Erased@Example.com", traits: {} })).rejects.toMatchObject(refusal);
  await expect(tellCustomer(scope, { user_id: "x", traits: { email: address } })).rejects.toMatchObject(refusal);
  const answer = await (await asking(scope))(tellRoute, "POST", "/customers", { user_id: user, traits: {} });
  expect(answer).toMatchObject({ status: 422, error: { field: "user_id", message: reason } });
  const hash = (await addressHasher(scope.db))(address);
  expect(await reasonToSkip(scope, hash, { transactional: true })).toBe("erased");
});

test("whoever reads a website's key does not learn who was erased, and the same name is free in another project", async ({
  scope,
  stranger,
}) => {
  const { publicId } = await aCustomer(scope, { email: "gone@example.com" });
  await eraseCustomer(scope, publicId);
  const call = { type: "track", email: "gone@example.com", name: "Looked" } as const;
  expect(await tell(byPublicKey(scope), call)).toMatchObject([{ state: "recorded" }]);
  expect((await countCustomers(scope)).count).toBe(0);
  expect(await scope.db.$count(rejections, eq(rejections.projectId, scope.projectId))).toBe(1);
  expect(await tell(stranger, call)).toMatchObject([{ state: "recorded", customerId: expect.any(Number) }]);
});

test("somebody erased before their turn is left out of a broadcast with that reason, and all parts make up the whole", async ({
  scope,
  clock,
}) => {
  const [ann, bob] = [await aCustomer(scope), await aCustomer(scope)];
  const { broadcastId: id } = await begun(scope);
  await eraseCustomer(scope, ann.publicId);
  await sendAll(scope, clock);
  expect(await ledgerOf(scope, id)).toMatchObject([{ customerId: bob.id, state: "sent" }]);
  expect((await recipientsOf(scope, id)).find(({ customerId }) => customerId === null)).toMatchObject({ batch: null, reason: "erased" });
  expect(await reportOf(scope, await getBroadcast(scope, id))).toMatchObject({
    matched: 2,
    will_receive: 1,
    sent: 1,
    waiting: 0,
    skipped: [{ reason: "erased", people: 1 }],
  });
});

test("their ways through automations end, also of what has happened and was not yet heard of", async ({ scope, clock }) => {
  const template = await createDefaultTemplate(scope);
  await publishTemplate(scope, template.id);
  await aLiveAutomation(scope, onSignUp([wait("a", 60), email("b", template.id)], "every_time"));
  const { id, publicId } = await aCustomer(scope);
  await happens(scope, id);
  await settle(scope);
  await happens(scope, id);
  expect(await scope.db.$count(automationRuns, eq(automationRuns.customerId, id))).toBe(1);
  await eraseCustomer(scope, publicId);
  clock.forward(2 * 60 * 60_000);
  await settle(scope);
  expect(await scope.db.$count(automationRuns, eq(automationRuns.projectId, scope.projectId))).toBe(0);
  expect(await scope.db.$count(messages, eq(messages.projectId, scope.projectId))).toBe(0);
});

test("an email that was on its way when they were erased is in no mailbox, and the ledger still says what became of it", async ({
  scope,
  clock,
}) => {
  const { id, publicId } = await aCustomer(scope);
  const template = await createDefaultTemplate(scope);
  const { version } = await publishTemplate(scope, template.id);
  const send = {
    source: "automation",
    sourceId: "aut_x",
    place: "run_x/1",
    customerId: id,
    templateId: template.id,
    templateVersion: version,
  };
  await sendEmail(job(scope), { ...send, source: "automation", transactional: false });
  const [message] = await scope.db.select().from(messages).where(eq(messages.customerId, id));
  const [kept] = await scope.db.select().from(mailbox).where(eq(mailbox.messageId, message!.id));
  await eraseCustomer(scope, publicId);
  clock.forward(1_000);
  expect(await mailboxMailer(scope).send(kept!.email, message!.id)).toMatchObject({ became: "taken" });
  expect(await scope.db.$count(mailbox, eq(mailbox.projectId, scope.projectId))).toBe(0);
  const [left] = await scope.db.select().from(messages).where(eq(messages.id, message!.id));
  expect(left).toMatchObject({ state: "sent", customerId: null, address: null, subject: null, values: null });
});

test("an email that was claimed and not yet offered is skipped with that reason", async ({ scope, clock }) => {
  const { id, publicId, email: address, emailHash } = await aCustomer(scope);
  const of = { projectId: scope.projectId, channel: "email", source: "automation", sourceId: "aut_x", place: "run_x/1" } as const;
  const claimed = { state: "claimed", address, addressHash: emailHash, dueAt: clock.now(), updatedAt: clock.now() } as const;
  await scope.db.insert(messages).values({ ...of, ...claimed, customerId: id });
  await eraseCustomer(scope, publicId);
  clock.forward(60_000);
  expect(await offerDue(job(scope))).toBe(1);
  expect(await scope.db.select().from(messages).where(eq(messages.projectId, scope.projectId))).toMatchObject([
    { state: "skipped", reason: "erased", address: null },
  ]);
});

test("a long history goes in parts, and they are nobody to anybody from the first one on", async ({ scope, clock }) => {
  const [ann, bob] = [await aCustomer(scope), await aCustomer(scope)];
  const now = clock.now().toISOString();
  await scope.db.execute(sql`
    insert into events (project_id, id, customer_id, kind, source, name, properties, occurred_at, received_at)
    select ${scope.projectId}, gen_random_uuid(), case when n <= 50_100 then ${ann.id}::bigint else ${bob.id}::bigint end, 0, 0, 'Looked', '{}', ${now}::timestamptz, ${now}::timestamptz
    from generate_series(1, 50_110) n`);
  const left = (id: number) => scope.db.$count(events, and(eq(events.projectId, scope.projectId), eq(events.customerId, id)));
  await eraseCustomer(scope, ann.publicId);
  expect(await left(ann.id)).toBeGreaterThan(0);
  await expect(getCustomer(scope, ann.publicId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(eraseCustomer(scope, ann.publicId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect([(await countCustomers(scope)).count, (await listCustomers(scope, { limit: 10 })).items.length]).toEqual([1, 1]);
  const all = { name: "All", rule: { type: "customer", field: "first_seen", operator: "within_last", days: 7 } } as const;
  const { id: segmentId } = await createSegment(scope, all);
  await refreshCustomers(scope, [ann.id, bob.id], { live: false });
  expect((await getSegment(scope, segmentId)).size).toBe(1);

  for (const _ of ["the rest", "and again"]) expect(await eraseOn(job(scope), ann.id)).toBe(false);
  expect([await left(ann.id), await left(bob.id)]).toEqual([0, 10]);
  expect(await scope.db.$count(customers, eq(customers.projectId, scope.projectId))).toBe(1);
});

test("whatever arrives, is sent or is asked while somebody is erased leaves nothing of them behind", async ({ scope, clock }) => {
  const template = await createDefaultTemplate(scope);
  await publishTemplate(scope, template.id);
  await aLiveAutomation(scope, onSignUp([email("a", template.id)], "every_time"));
  await createSegment(scope, { name: "Noted", rule: { type: "event", name: "Signed Up", operator: "at_least", times: 2 } });
  for (let round = 0; round < 8; round++) {
    const mark = `round${round}${newId("customer").slice(-8)}`;
    const names = { userId: mark, email: `${mark}@example.com` };
    await tell(scope, { type: "identify", ...names, traits: { note: mark } });
    const [{ id, publicId }] = [await getCustomer(scope, `user_id:${mark}`)];
    const event = (n: number) => () =>
      recordCalls(scope, [{ type: "track", ...names, name: "Signed Up", callId: `${mark}-${n}`, properties: { note: mark } }], {
        source: "api",
      });
    await event(100)(); // which automations have not yet heard of
    const works: (() => Promise<unknown>)[] = [
      ...Array.from({ length: 8 }, (_, n) => event(n)),
      () => settle(scope),
      () => refreshCustomers(scope, [id], { live: true }),
      () => tagByHand(scope, { customers: [publicId], name: "VIP", on: true }),
    ];
    works.splice((round * 3) % works.length, 0, () => eraseCustomer(scope, publicId));
    await Promise.allSettled(works.map((work) => work()));
    clock.forward(60_000);
    await settle(scope);
    await Promise.allSettled([event(0)(), event(99)()]);
    expect(await tablesSaying(scope, mark), `round ${round}`).toEqual([]);
    expect(await columnsTellingOf(scope, [{ id, uuid: "" }]), `round ${round}`).toEqual([]);
  }
});

test("an editor may, a viewer, a stranger and a key that only changes customers may not", async ({ scope, stranger }) => {
  const { publicId } = await aCustomer(scope);
  await expect(eraseCustomer(as(scope, viewer), publicId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(eraseCustomer(stranger, publicId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const params = { id: publicId };
  const path = `/customers/${publicId}`;
  const writer = as(scope, { type: "apiKey", keyId: "key_w", kind: "secret", grants: ["customers:read", "customers:write"] });
  await expect(eraseCustomer(writer, publicId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const ask = await asking(scope);
  expect(await ask(eraseRoute, "DELETE", path, undefined, params)).toMatchObject({ status: 200, id: publicId, deleted: true });
  expect(await ask(showRoute, "GET", path, undefined, params)).toMatchObject({ status: 404 });
  expect(await ask(eraseRoute, "DELETE", path, undefined, params)).toMatchObject({ status: 404 });
  const editor = as(scope, { type: "user", userId: "usr_e", role: "editor" });
  expect(await eraseCustomer(editor, (await aCustomer(scope)).publicId)).toMatch(/^cus_/);
});
