import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { customers, events, members, outbox, projects, users } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { foundProject } from "@/lib/projects/create";
import { hearBack } from "@/lib/sample/hearing";
import { importBefore, live } from "@/lib/sample/living";
import { broadcastsAt, draftBroadcast } from "@/lib/sample/mailing";
import { automationsAt, makeSegments, makeTags, makeTemplates } from "@/lib/sample/making";
import { DAY, storyUntil, TOLD_DAYS } from "@/lib/sample/story";
import { type Past, PastClock } from "@/lib/sample/time";

/** Whose it becomes, and how many customers it has if not as many as always. */
type Wanted = { userId: string; db: Db; clock: Clock; customers?: number | undefined };

/** What the shop is. Its address is at a domain that is nobody's. */
const SHOP = {
  ...{ name: "Bluebird Coffee", timeZone: "Europe/Berlin", currency: "EUR", sample: true },
  ...{ fromName: "Bluebird Coffee", fromAddress: "hello@example.com", postalAddress: "1 Sample Street, 10115 Berlin" },
};

/**
 * The sample shop of a person: the one they have, or a new one, whose address (slug) is answered. All of it is made by the product's own
 * commands in one transaction, with a clock that stands in the past, so nobody sees half of it and a failure leaves nothing. What was
 * promised meanwhile was done here; only those who wait in an automation are promised their wake.
 */
export function sampleFor({ userId, db, clock, customers }: Wanted): Promise<{ slug: string; made: boolean }> {
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update"); // asked twice at once it is made once
    const [known] = await tx
      .select({ slug: projects.slug })
      .from(projects)
      .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId), eq(members.role, "owner")))
      .where(eq(projects.sample, true));
    if (known) return { slug: known.slug, made: false };
    return { slug: await make({ userId, db: tx, clock, customers }), made: true };
  });
}

async function make({ userId, db, clock: real, customers }: Wanted): Promise<string> {
  const now = real.now().getTime();
  const start = now - TOLD_DAYS * DAY;
  const clock = new PastClock(start - DAY);
  const { scope, project } = await foundProject({ userId, db, clock }, SHOP);
  const past: Past = { scope, clock, job: { ...scope, actor: { type: "job", name: "sample" } } };
  const { before, days, random } = storyUntil(now, customers);
  const parts = { tag: await makeTags(past), template: await makeTemplates(past) };
  await importBefore(past, before);
  await live(past, days, [...automationsAt(past, now, parts), ...broadcastsAt(past, now, random, parts)], now);
  await hearBack(past, { source: "automation" }, random, now);
  await draftBroadcast(past, parts.template, await makeSegments(past, start, now, parts.tag));
  await toldWhenItHappened(past);
  await forgetDone(past, now);
  return project.slug;
}

/** Many are recorded at once, but each event came when it happened, and each customer with their first one. */
async function toldWhenItHappened({ scope: { db, projectId } }: Past): Promise<void> {
  await db.execute(sql`update ${events} set received_at = occurred_at where project_id = ${projectId}`);
  await db.execute(sql`update ${customers} set created_at = first_seen_at where project_id = ${projectId} and created_at > first_seen_at`);
}

/** What was promised until now has been done above. */
async function forgetDone({ scope: { db, projectId } }: Past, now: number): Promise<void> {
  const { startAt } = outbox;
  await db.delete(outbox).where(and(eq(outbox.projectId, projectId), or(isNull(startAt), lte(startAt, new Date(now)))));
}
