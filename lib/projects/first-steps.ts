import "server-only";
import { and, desc, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { customers, events, messages, rejections, segments, templates } from "@/db/schema";
import { actingPerson } from "@/lib/accounts/queries";
import { env } from "@/lib/env";
import { tagWeight } from "@/lib/instance/scripts";
import { hasRealSender, isSample } from "@/lib/mail/senders";
import { publicKeyOf } from "@/lib/projects/keys";
import type { FirstStep, Start, Waiting } from "@/lib/projects/schema";
import { may, requireGrant, type Scope } from "@/lib/scope";

/** Everything for the first steps in a project. */
export async function startOf(scope: Scope): Promise<Start> {
  const asked = [publicKeyOf(scope), isSample(scope), actingPerson(scope), firstStepsOf(scope), waitingFor(scope)] as const;
  const [publicKey, sample, me, done, waiting] = await Promise.all(asked);
  const sendsAs = may(scope.actor, "events:write") ? (me?.email ?? null) : null;
  const seesMailbox = may(scope.actor, "mailbox:read");
  return { publicKey, host: env().APP_URL, tagBytes: tagWeight(), sample, done, waiting, sendsAs, seesMailbox };
}

/** Which of the first steps are taken, read from what is there. Nothing is ticked by hand. */
export async function firstStepsOf(scope: Scope): Promise<Record<FirstStep, boolean>> {
  requireGrant(scope, "project:read");
  const { db, projectId } = scope;
  const has = async (table: PgTable, where: SQL | undefined) =>
    (await db.select({ one: sql`1` }).from(table).where(where).limit(1)).length > 0;
  const [event, customer, email, template, ownSegments, sender] = await Promise.all([
    has(events, eq(events.projectId, projectId)),
    has(customers, and(eq(customers.projectId, projectId), isNotNull(customers.email))),
    has(messages, and(eq(messages.projectId, projectId), isNotNull(messages.sentAt))),
    has(templates, and(eq(templates.projectId, projectId), changedByHand)),
    db.$count(segments, and(eq(segments.projectId, projectId), isNull(segments.deletedAt))),
    hasRealSender(scope),
  ]);
  return { event, customer, email, template, segment: ownSegments > 1, sender }; // a segment was there from the start
}

const changedByHand = or(eq(templates.isDefault, false), ne(templates.updatedAt, templates.createdAt));

/** The newest event; while there is none, the newest call that was refused in the last hour, for it is likely why. */
export async function waitingFor(scope: Scope): Promise<Waiting> {
  requireGrant(scope, "events:read");
  const event = await newestEvent(scope);
  return { event, rejection: event ? null : await newestRejection(scope) };
}

async function newestEvent({ db, projectId }: Scope): Promise<Waiting["event"]> {
  const { id, name, userId, anonymousId, properties, receivedAt } = events;
  const customer = sql<string>`coalesce(${customers.email}, ${userId}, ${anonymousId}, 'Somebody')`;
  const [row] = await db
    .select({ id, name, customerId: customers.publicId, customer, properties, receivedAt })
    .from(events)
    .innerJoin(customers, and(eq(customers.projectId, events.projectId), eq(customers.id, events.customerId)))
    .where(eq(events.projectId, projectId))
    .orderBy(desc(receivedAt), desc(id))
    .limit(1);
  return row ?? null;
}

async function newestRejection({ db, projectId, clock }: Scope): Promise<Waiting["rejection"]> {
  const [row] = await db
    .select({ reason: rejections.reason, field: rejections.field, receivedAt: rejections.receivedAt })
    .from(rejections)
    .where(and(eq(rejections.projectId, projectId), gt(rejections.receivedAt, new Date(clock.now().getTime() - 60 * 60_000))))
    .orderBy(desc(rejections.receivedAt))
    .limit(1);
  return row ?? null;
}
