import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { customers, events, messages, segmentChanges, segments, unsubscribes } from "@/db/schema";
import { EVENT_KINDS } from "@/lib/events/schema";
import type { Scope } from "@/lib/scope";
import type { WebhookKind } from "@/lib/webhooks/schema";

/** Something that happened, as a webhook is told of it. `key` is the same however often it is read. Customers are narrow ids. */
export type Fact = { key: string; at: Date; customerId: number | null; eventName?: string; data: Record<string, unknown> };

/** Reads the facts of a kind by the ids under which they were promised. What is gone meanwhile is left out. */
export function factsOf(scope: Scope, kind: WebhookKind, ids: readonly string[]): Promise<Fact[]> {
  switch (kind) {
    case "customer.created":
      return createdCustomers(scope, ids.map(Number));
    case "event.recorded":
      return recordedEvents(scope, [...ids]);
    case "segment.entered":
    case "segment.left":
      return movesOf(scope, [...ids]);
    case "customer.unsubscribed":
      return leavings(scope, ids);
    default:
      return messageFacts(scope, [...ids]);
  }
}

async function createdCustomers({ db, projectId }: Scope, ids: number[]): Promise<Fact[]> {
  const { id, publicId, createdAt } = customers;
  const rows = await db
    .select({ id, publicId, createdAt })
    .from(customers)
    .where(and(eq(customers.projectId, projectId), inArray(id, ids)));
  return rows.map((row) => ({ key: row.publicId, at: row.createdAt, customerId: row.id, data: {} }));
}

async function recordedEvents({ db, projectId }: Scope, ids: string[]): Promise<Fact[]> {
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.projectId, projectId), inArray(events.id, ids)));
  return rows.map(({ id, name, kind, properties, occurredAt, receivedAt, customerId }) => ({
    key: id,
    at: receivedAt,
    customerId,
    eventName: name,
    data: { event: { id, name, kind: EVENT_KINDS[kind], properties, occurred_at: occurredAt, received_at: receivedAt } },
  }));
}

async function movesOf({ db, projectId }: Scope, ids: string[]): Promise<Fact[]> {
  const { id, customerId, at } = segmentChanges;
  const rows = await db
    .select({ id, customerId, at, segment: segments.id, name: segments.name })
    .from(segmentChanges)
    .innerJoin(segments, and(eq(segments.projectId, segmentChanges.projectId), eq(segments.id, segmentChanges.segmentId)))
    .where(and(eq(segmentChanges.projectId, projectId), inArray(id, ids)));
  return rows.map(({ id: key, segment, name, ...move }) => ({ key, ...move, data: { segment: { id: segment, name } } }));
}

/** The name under which a leaving is promised: whose address, and what was left. */
export const leavingKey = (addressHash: Buffer, topic: string): string => `${addressHash.toString("hex")}:${topic}`;

async function leavings({ db, projectId }: Scope, ids: readonly string[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const id of ids) {
    const [hash = "", ...topic] = id.split(":");
    const of = and(eq(unsubscribes.addressHash, Buffer.from(hash, "hex")), eq(unsubscribes.topic, topic.join(":")));
    const [row] = await db
      .select({ topic: unsubscribes.topic, source: unsubscribes.source, at: unsubscribes.createdAt, customerId: customers.id })
      .from(unsubscribes)
      .leftJoin(customers, and(eq(customers.projectId, unsubscribes.projectId), eq(customers.emailHash, unsubscribes.addressHash)))
      .where(and(eq(unsubscribes.projectId, projectId), of))
      .limit(1);
    if (!row) continue;
    const { topic: left, source, at, customerId } = row;
    facts.push({ key: `${id}:${at.getTime()}`, at, customerId, data: { unsubscribed: { topic: left, source } } });
  }
  return facts;
}

async function messageFacts({ db, projectId }: Scope, ids: string[]): Promise<Fact[]> {
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.projectId, projectId), inArray(messages.id, ids)));
  return rows.map(({ id, channel, source, sourceId, state, reason, subject, address, customerId, updatedAt }) => ({
    key: id,
    at: updatedAt,
    customerId,
    data: { message: { id, channel, source, source_id: sourceId, state, reason, subject, to: address } },
  }));
}
