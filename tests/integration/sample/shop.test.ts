import { and, asc, eq, gt, isNull, lte, ne, or, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type Db, pool } from "@/db/client";
import { automations, broadcasts, customers, events, mailbox, messages, outbox, projects, segments } from "@/db/schema";
import { stepNumbers } from "@/lib/automations/numbers";
import { allSteps } from "@/lib/automations/schema";
import { startOnEvents } from "@/lib/automations/starting";
import { reportOf } from "@/lib/broadcasts/report";
import type { Clock } from "@/lib/clock";
import { connectIntegration } from "@/lib/integrations/commands";
import { hasRealSender, senderName } from "@/lib/mail/senders";
import { offerDue } from "@/lib/messages/due";
import { removeSample } from "@/lib/sample/removing";
import { sampleFor } from "@/lib/sample/build";
import { storyUntil } from "@/lib/sample/story";
import { mintScope, type Scope } from "@/lib/scope";
import { aPerson } from "../../support/accounts";
import { settle } from "../../support/automations";
import { fakeResend } from "../../support/resend";
import { as, test, TestClock } from "../../support/test";

const LONG = 120_000; // on a machine that does much else
const DAY = 24 * 60 * 60_000;
const FEW = 100;
const clock = new TestClock();
let [resend, shop]: [Awaited<ReturnType<typeof fakeResend>>, Shop] = [undefined as never, undefined as never];
type Shop = { userId: string; slug: string; scope: Scope };

/** With a real sender in the environment: all that the rest of this file sees was made beside one. */
beforeAll(async () => {
  resend = await fakeResend();
  process.env.RESEND_BASE_URL = resend.url;
  process.env.RESEND_API_KEY = "re_instance_key";
  shop = await aSample(pool, clock);
}, LONG);
afterAll(async () => {
  for (const name of ["RESEND_BASE_URL", "RESEND_API_KEY"]) delete process.env[name];
  await resend.stop();
});

/** `customers`: fewer than there are for a person, where each of two shops is compared to the other. */
async function aSample(db: Db, clock: Clock, customers?: number): Promise<Shop> {
  const { id: userId } = await aPerson(db);
  const { slug } = await sampleFor({ userId, db, clock, customers });
  const [project] = await db.select().from(projects).where(eq(projects.slug, slug));
  return { userId, slug, scope: mintScope({ projectId: project!.id, actor: { type: "user", userId, role: "owner" }, db, clock }) };
}

const job = (scope: Scope) => as(scope, { type: "job", name: "test" });
const sentOf = ({ db, projectId }: Scope) => db.$count(messages, eq(messages.projectId, projectId));

describe("the sample shop", () => {
  test("has 2,000 customers, each with an address that is nobody's, and 90 days of events with nothing in the future", async () => {
    const { db, projectId } = shop.scope;
    const people = eq(customers.projectId, projectId);
    expect(await db.$count(customers, people)).toBe(2_000);
    expect(await db.$count(customers, and(people, sql`${customers.email} like '%@example.com'`))).toBe(2_000);
    const all = eq(events.projectId, projectId);
    expect(await db.$count(events, all)).toBeGreaterThan(10_000);
    expect(await db.$count(events, and(all, or(gt(events.occurredAt, clock.now()), gt(events.receivedAt, clock.now()))))).toBe(0);
    const { rows } = await db.execute<{ days: number }>(
      sql`select count(distinct received_at::date)::int as days from events where project_id = ${projectId}`,
    );
    expect(rows[0]!.days).toBeGreaterThanOrEqual(90);
  });

  test("takes its money in orders: every charge is of an order, and they are the same to the cent", async () => {
    const { db, projectId } = shop.scope;
    const { rows } = await db.execute<{ orders: number; charges: number; same: number }>(sql`
      select count(*) filter (where e.name = 'Order Completed')::int as orders, count(*) filter (where e.kind = 3)::int as charges,
        count(*) filter (where e.kind = 3 and exists (select from events o where o.project_id = e.project_id and o.name = 'Order Completed'
          and o.customer_id = e.customer_id and o.properties ->> 'order_id' = e.properties ->> 'order_id'
          and round((o.properties ->> 'total')::numeric * 100) = (e.properties ->> 'amount')::numeric))::int as same
      from events e where e.project_id = ${projectId}`);
    expect(rows[0]!.charges).toBeGreaterThan(300);
    expect(rows[0]).toEqual({ orders: rows[0]!.charges, charges: rows[0]!.charges, same: rows[0]!.charges });
  });

  test("has six segments that are filled, with somebody in each and never everybody", async () => {
    const { db, projectId } = shop.scope;
    const rows = await db.select().from(segments).where(eq(segments.projectId, projectId));
    expect(rows).toHaveLength(6);
    for (const { size, version, filledVersion } of rows) {
      expect([size > 0, size < 2_000, filledVersion]).toEqual([true, true, version]);
    }
    const week = gt(customers.createdAt, new Date(clock.now().getTime() - 7 * DAY));
    expect(rows.find(({ name }) => name === "New this week")?.size).toBe(
      await db.$count(customers, and(eq(customers.projectId, projectId), week)),
    );
  });

  test("was told of everything when it happened", async () => {
    const { db, projectId } = shop.scope;
    expect(await db.$count(events, and(eq(events.projectId, projectId), ne(events.receivedAt, events.occurredAt)))).toBe(0);
  });

  test("has three live automations: somebody has been at every step, and somebody waits", async () => {
    const { db, projectId } = shop.scope;
    const rows = await db.select().from(automations).where(eq(automations.projectId, projectId));
    expect(rows.map(({ status }) => status)).toEqual(["live", "live", "live"]);
    for (const { id, draft } of rows) {
      const numbers = await stepNumbers(shop.scope, id);
      for (const { id: step } of allSteps(draft.steps)) expect([step, (numbers.get(step)?.entered ?? 0) > 0]).toEqual([step, true]);
      expect([...numbers.values()].reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
      expect([...numbers.values()].reduce((sum, { here }) => sum + here, 0)).toBeGreaterThan(0);
    }
  });

  test("has three broadcasts, two of them sent, whose reports are what the ledger says", async () => {
    const { db, projectId } = shop.scope;
    const rows = await db.select().from(broadcasts).where(eq(broadcasts.projectId, projectId)).orderBy(asc(broadcasts.createdAt));
    expect(rows.map(({ status }) => status)).toEqual(["sent", "sent", "draft"]);
    for (const broadcast of rows.slice(0, 2)) {
      const report = await reportOf(shop.scope, broadcast);
      const ledger = await db
        .select()
        .from(messages)
        .where(and(eq(messages.projectId, projectId), eq(messages.sourceId, broadcast.id)));
      expect(report.sent).toBe(ledger.filter(({ sentAt }) => sentAt !== null).length);
      expect(report.delivered + report.bounced + report.complained).toBe(report.sent);
      expect(report.opened).toBe(ledger.filter(({ opens }) => opens > 0).length);
      expect(report.sent + report.skipped.reduce((sum, { people }) => sum + people, 0)).toBe(report.matched);
      expect(report.links.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(ledger.reduce((sum, { clicks }) => sum + clicks, 0));
      expect([report.waiting, report.bounced > 0, report.opened > report.clicked, report.clicked > 0]).toEqual([0, true, true, true]);
    }
  });

  test("wrote to nobody outside, and cannot: not by the instance's sender, and it gets none of its own", async () => {
    const { db, projectId } = shop.scope;
    expect(resend.offers).toHaveLength(0);
    expect([await hasRealSender(shop.scope), await senderName(shop.scope)]).toEqual([false, null]);
    expect(await db.$count(mailbox, eq(mailbox.projectId, projectId))).toBeGreaterThan(500);
    const settings = { apiKey: "re_own", webhookSecret: "" };
    await expect(connectIntegration(shop.scope, { kind: "resend", settings })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is made once: who asks again gets the one they have", async () => {
    const { userId, slug, scope } = shop;
    expect(await sampleFor({ userId, db: scope.db, clock })).toEqual({ slug, made: false });
  });
});

describe("the worker, when it comes to it", () => {
  test("finds nothing to do before the next wait ends, and begins nobody anew", async () => {
    const { scope } = shop;
    const before = await sentOf(scope);
    const promised = eq(outbox.projectId, scope.projectId);
    expect(await scope.db.$count(outbox, and(promised, or(isNull(outbox.startAt), lte(outbox.startAt, clock.now()))))).toBe(0);
    expect(await scope.db.$count(outbox, and(promised, ne(outbox.kind, "run/wake")))).toBe(0);
    const newest = await scope.db
      .select({ id: events.id })
      .from(events)
      .where(eq(events.projectId, scope.projectId))
      .orderBy(sql`occurred_at desc`)
      .limit(500);
    expect(
      await startOnEvents(
        job(scope),
        newest.map(({ id }) => id),
      ),
    ).toBe(0);
    await settle(job(scope));
    await offerDue(job(scope));
    expect(await sentOf(scope)).toBe(before);
  });

  test("takes on those who wait, each once, into the mailbox here", { timeout: LONG }, async () => {
    const { scope } = shop;
    const before = await sentOf(scope);
    clock.forward(3 * DAY);
    await settle(job(scope));
    expect(await sentOf(scope)).toBeGreaterThan(before);
    const { rows } = await scope.db.execute<{ n: number }>(sql`select count(*)::int as n from (
      select from messages m join automation_run_steps s on s.project_id = m.project_id and s.detail ->> 'messageId' is not null
        and m.place = s.run_id::text || '/' || s.visit where m.project_id = ${scope.projectId}
      group by s.run_id, s.node_id having count(*) > 1) as twice`);
    expect(rows[0]!.n).toBe(0);
    expect(resend.offers).toHaveLength(0);
  });
});

test("a story is the same each time it is told", () => {
  const now = Date.UTC(2026, 5, 15, 11);
  const told = () => JSON.stringify(storyUntil(now).days);
  expect(told()).toBe(told());
});

test("a larger shop is as busy, with more people who have not been back", () => {
  const now = Date.UTC(2026, 5, 15, 11);
  const [usual, larger] = [storyUntil(now), storyUntil(now, 5_000)];
  expect(new Set([...larger.before, ...larger.days].map(({ userId }) => userId)).size).toBe(5_000);
  expect(Math.abs(larger.days.length / usual.days.length - 1)).toBeLessThan(0.1);
});

test.for([0, 3, 6, 9, 12, 15, 18, 21])("everybody has signed up already when it is %i o’clock", (hour) => {
  const now = Date.UTC(2026, 2, 29, hour, 40); // clocks go forward that night
  const { before, days } = storyUntil(now);
  const told = [...before, ...days];
  expect(new Set(told.map(({ userId }) => userId)).size).toBe(2_000);
  expect(told.filter(({ at }) => at > now)).toEqual([]);
});

test("another sample has the same people and figures", { timeout: LONG }, async ({ db }) => {
  const then = new TestClock();
  then.set(new Date(clock.now().getTime() - 3 * DAY)); // when the first was made
  const [shop, other] = [await aSample(db, then, FEW), await aSample(db, then, FEW)];
  const figures = async ({ scope }: Shop) => {
    const { rows } =
      await db.execute(sql`select md5(string_agg(email || (traits - 'activity')::text, ',' order by email)) as people from customers
      where project_id = ${scope.projectId} and first_seen_at < ${new Date(then.now().getTime() - 10 * DAY).toISOString()}::timestamptz`);
    const sent = await db
      .select()
      .from(broadcasts)
      .where(and(eq(broadcasts.projectId, scope.projectId), eq(broadcasts.status, "sent")))
      .orderBy(asc(broadcasts.createdAt));
    const reports = [];
    for (const broadcast of sent) reports.push(await reportOf(scope, broadcast));
    return {
      people: rows[0],
      reports,
      events: await db.$count(events, and(eq(events.projectId, scope.projectId), lte(events.receivedAt, then.now()))),
    };
  };
  expect(await figures(other)).toEqual(await figures(shop));
});

test("is removed by its owner in one click, with all that is in it; nothing else is removed that way", { timeout: LONG }, async ({
  scope,
}) => {
  await expect(removeSample(scope)).rejects.toMatchObject({ code: "CONFLICT" });
  const admin = as(shop.scope, { type: "user", userId: "usr_a", role: "admin" });
  await expect(removeSample(admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await removeSample(shop.scope);
  const { db, projectId } = shop.scope;
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'project_id'`,
  );
  const left = [];
  for (const { name } of tables) {
    const { rows } = await db.execute(sql`select 1 from ${sql.identifier(name)} where project_id = ${projectId} limit 1`);
    if (rows.length > 0) left.push(name);
  }
  expect([tables.length > 30, left]).toEqual([true, []]);
  expect(await db.$count(projects, eq(projects.id, projectId))).toBe(0);
});
