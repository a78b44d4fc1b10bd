import "server-only";
import { and, desc, eq, gt, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { customers, events, messages, rejections, segments, templates } from "@/db/schema";
import { actingPerson } from "@/lib/accounts/queries";
import { env } from "@/lib/env";
import { tagWeight } from "@/lib/instance/scripts";
import { hasRealSender } from "@/lib/mail/senders";
import { publicKeyOf } from "@/lib/projects/keys";
import type { FirstStep, Start, Waiting } from "@/lib/projects/schema";
import { may, requireGrant, type Scope } from "@/lib/scope";

const HOUR = 60 * 60_000;

/** Everything for the first steps in a project. */
export async function startOf(scope: Scope): Promise<Start> {
  const [publicKey, done, waiting, me] = await Promise.all([
    publicKeyOf(scope),
    firstStepsOf(scope),
    waitingFor(scope),
    actingPerson(scope),
  ]);
  const sendsAs = may(scope.actor, "events:write") ? (me?.email ?? null) : null;
  return { publicKey, host: env().APP_URL, tagBytes: tagWeight(), done, waiting, sendsAs };
}

/** Which of the first steps are taken, read from what is there. Nothing is ticked by hand. */
export async function firstStepsOf(scope: Scope): Promise<Record<FirstStep, boolean>> {
  requireGrant(scope, "project:read");
  const { db, projectId } = scope;
  const [event, known, sent, ownSegments, template, sender] = await Promise.all([
    db.select({ id: events.id }).from(events).where(eq(events.projectId, projectId)).limit(1),
    db
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.projectId, projectId), isNotNull(customers.email)))
      .limit(1),
    db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.projectId, projectId), isNotNull(messages.sentAt)))
      .limit(1),
    db.$count(segments, and(eq(segments.projectId, projectId), isNull(segments.deletedAt))),
    db
      .select({ id: templates.id })
      .from(templates)
      .where(and(eq(templates.projectId, projectId), changedByHand))
      .limit(1),
    hasRealSender(scope),
  ]);
  return {
    event: event.length > 0,
    customer: known.length > 0,
    email: sent.length > 0,
    template: template.length > 0,
    segment: ownSegments > 1, // one was there from the start
    sender,
  };
}

const changedByHand = or(eq(templates.isDefault, false), ne(templates.updatedAt, templates.createdAt));

/** The newest event; while there is none, the newest call that was refused in the last hour, for it is likely why. */
export async function waitingFor(scope: Scope): Promise<Waiting> {
  requireGrant(scope, "events:read");
  const event = await newestEvent(scope);
  return { event, rejection: event ? null : await newestRejection(scope) };
}

async function newestEvent({ db, projectId }: Scope): Promise<Waiting["event"]> {
  const [row] = await db
    .select({
      id: events.id,
      name: events.name,
      customerId: customers.publicId,
      customer: sql<string>`coalesce(${customers.email}, ${events.userId}, ${events.anonymousId}, 'Somebody')`,
      properties: events.properties,
      receivedAt: events.receivedAt,
    })
    .from(events)
    .innerJoin(customers, and(eq(customers.projectId, events.projectId), eq(customers.id, events.customerId)))
    .where(eq(events.projectId, projectId))
    .orderBy(desc(events.receivedAt), desc(events.id))
    .limit(1);
  return row ?? null;
}

async function newestRejection({ db, projectId, clock }: Scope): Promise<Waiting["rejection"]> {
  const [row] = await db
    .select({ reason: rejections.reason, field: rejections.field, receivedAt: rejections.receivedAt })
    .from(rejections)
    .where(and(eq(rejections.projectId, projectId), gt(rejections.receivedAt, new Date(clock.now().getTime() - HOUR))))
    .orderBy(desc(rejections.receivedAt))
    .limit(1);
  return row ?? null;
}
