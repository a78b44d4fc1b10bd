import "server-only";
import { and, desc, eq } from "drizzle-orm";
import {
  automationRuns,
  automationRunSteps,
  automations,
  customerMerges,
  customers,
  messages,
  segmentChanges,
  segments,
  tagChanges,
  tags,
  templates,
  unsubscribes,
} from "@/db/schema";
import { ALL } from "@/lib/consent/topics";
import { beyond, beyondStep, type Place, placeIn, rankOf } from "@/lib/customers/place";
import type { TimelineEntry, TimelineKind } from "@/lib/customers/schema";
import { latestEvents } from "@/lib/events/latest";
import { EVENT_KINDS, type EventKind, SOURCES } from "@/lib/events/schema";
import { type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

type Asked = { kind?: TimelineKind | undefined; limit: number; cursor?: string | undefined };
type Source = (scope: Scope, customerId: number, place: Place | null, limit: number) => Promise<TimelineEntry[]>;

/** What happened to a customer and what they did, the latest first, of one kind or of all. */
export async function timelineOf(scope: Scope, customerId: number, { kind, limit, cursor }: Asked): Promise<Page<TimelineEntry>> {
  requireGrant(scope, "customers:read");
  const place = cursor ? placeIn(cursor) : null;
  const sources = kind ? SOURCES_OF[kind] : EVERY;
  const parts = await Promise.all(sources.map((source) => source(scope, customerId, place, limit + 1)));
  const merged = parts.flat().sort((a, b) => b.at.getTime() - a.at.getTime() || rankOf(a.kind) - rankOf(b.kind) || (a.id < b.id ? 1 : -1));
  return pageOf(merged.slice(0, limit + 1), limit, ({ at, kind, id }) => [at.getTime(), rankOf(kind), id]);
}

const eventsOf =
  (kinds: readonly EventKind[]): Source =>
  async (scope, customerId, place, limit) => {
    const before = place && (place.rank === rankOf("event") ? place : { at: place.at + 1, id: null });
    const ofKinds = kinds.map((each) => EVENT_KINDS.indexOf(each));
    const rows = await latestEvents(scope, { customerId, kinds: ofKinds, before: before ?? undefined, limit });
    return rows.map(({ id, kind, name, properties, source, occurredAt, receivedAt }) => ({
      kind: PAGES.includes(EVENT_KINDS[kind]!) ? "page" : "event",
      id,
      at: occurredAt,
      name,
      properties,
      source: SOURCES[source] ?? "api",
      receivedAt,
    }));
  };

const PAGES: readonly EventKind[] = ["page", "screen"];
const DEEDS: readonly EventKind[] = ["track", "charge", "message"];

const segmentsOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { id, at, entered } = segmentChanges;
  const rows = await db
    .select({ id, at, entered, segmentId: segments.id, name: segments.name })
    .from(segmentChanges)
    .innerJoin(segments, and(eq(segments.projectId, segmentChanges.projectId), eq(segments.id, segmentChanges.segmentId)))
    .where(and(eq(segmentChanges.projectId, projectId), eq(segmentChanges.customerId, customerId), beyond(place, "segment", at, id)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  return rows.map((row) => ({ kind: "segment", ...row }));
};

const tagsOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { id, at, added } = tagChanges;
  const rows = await db
    .select({ id, at, added, tagId: tags.id, name: tags.name, colour: tags.colour })
    .from(tagChanges)
    .innerJoin(tags, and(eq(tags.projectId, tagChanges.projectId), eq(tags.id, tagChanges.tagId)))
    .where(and(eq(tagChanges.projectId, projectId), eq(tagChanges.customerId, customerId), beyond(place, "tag", at, id)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  return rows.map((row) => ({ kind: "tag", ...row }));
};

const messagesOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { id, createdAt: at, subject, state, reason } = messages;
  const rows = await db
    .select({ id, at, subject, template: templates.name, state, reason })
    .from(messages)
    .leftJoin(templates, and(eq(templates.projectId, messages.projectId), eq(templates.id, messages.templateId)))
    .where(and(eq(messages.projectId, projectId), eq(messages.customerId, customerId), beyond(place, "message", at, id)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  return rows.map((row) => ({ kind: "message", ...row }));
};

/** What their address has left, for as long as it does not come back. */
const unsubscribesOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { topic, createdAt: at, source, messageId, addressHash } = unsubscribes;
  const rows = await db
    .select({ id: topic, at, source, messageId })
    .from(unsubscribes)
    .innerJoin(customers, and(eq(customers.projectId, unsubscribes.projectId), eq(customers.emailHash, addressHash)))
    .where(and(eq(unsubscribes.projectId, projectId), eq(customers.id, customerId), beyond(place, "unsubscribe", at, topic)))
    .orderBy(desc(at), desc(topic))
    .limit(limit);
  return rows.map((row) => ({ kind: "unsubscribe", fromAll: row.id === ALL, ...row }));
};

/** Visits to steps. */
const stepsOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { at, outcome, visit } = automationRunSteps;
  const runId = automationRuns.id;
  const rows = await db
    .select({ runId, at, outcome, visit, automationId: automations.id, name: automations.name })
    .from(automationRuns)
    .innerJoin(automationRunSteps, and(eq(automationRunSteps.projectId, automationRuns.projectId), eq(automationRunSteps.runId, runId)))
    .innerJoin(automations, and(eq(automations.projectId, automationRuns.projectId), eq(automations.id, automationRuns.automationId)))
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.customerId, customerId), beyondStep(place)))
    .orderBy(desc(at), desc(runId), desc(visit))
    .limit(limit);
  return rows.map(({ visit, ...row }) => ({ kind: "automation", id: `${row.runId} ${String(visit).padStart(6, "0")}`, ...row }));
};

const mergesOf: Source = async ({ db, projectId }, customerId, place, limit) => {
  const { id, createdAt: at, joinedKind, joinedValue, undoneAt } = customerMerges;
  const rows = await db
    .select({ id, at, joinedKind, joinedValue, undoneAt })
    .from(customerMerges)
    .where(and(eq(customerMerges.projectId, projectId), eq(customerMerges.customerId, customerId), beyond(place, "merge", at, id)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  return rows.map((row) => ({ kind: "merge", ...row }));
};

const SOURCES_OF: Record<TimelineKind, readonly Source[]> = {
  event: [eventsOf(DEEDS)],
  page: [eventsOf(PAGES)],
  segment: [segmentsOf],
  message: [messagesOf, unsubscribesOf],
  unsubscribe: [unsubscribesOf],
  automation: [stepsOf],
  tag: [tagsOf],
  merge: [mergesOf],
};
const EVERY: readonly Source[] = [eventsOf([...DEEDS, ...PAGES]), segmentsOf, messagesOf, unsubscribesOf, stepsOf, tagsOf, mergesOf];
