import "server-only";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { automationRuns, automations, automationVersions, events, segmentChanges, tagChanges } from "@/db/schema";
import { admitted, holdCustomers, isCounted } from "@/lib/automations/entering";
import { fitting } from "@/lib/automations/filtering";
import { isLiveVersion, takesPeopleIn } from "@/lib/automations/queries";
import { conditionsOf, type Flow, type RunTrigger, type Trigger } from "@/lib/automations/schema";
import { isVisitOf } from "@/lib/events/addresses/visits";
import { partiesOf } from "@/lib/automations/wakes";
import { RESERVED_NAMES } from "@/lib/events/schema";
import { followAll } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** What happened to one customer, as a trigger sees it. `key` is what makes it count once. */
type Happening = { customerId: number; key: string; trigger: RunTrigger; begins: (trigger: Trigger) => boolean };
type Door = { automationId: string; version: number; flow: Flow };

/** Facts older than this start nothing: an import or a late device must not write to people about last month. */
const FRESH_MS = 24 * 60 * 60_000;

/** Lets in the customers of these events, where a live automation begins with them. Telling it twice starts nobody twice. */
export const startOnEvents = (scope: Scope, eventIds: readonly string[]): Promise<number> =>
  start(scope, async (tx) => {
    const rows = await tx.db
      .select({ id: events.id, name: events.name, customerId: events.customerId, properties: events.properties })
      .from(events)
      .where(and(eq(events.projectId, tx.projectId), inArray(events.id, [...eventIds]), gt(events.occurredAt, freshSince(tx)), isSomebody));
    return rows.map(({ id, name, customerId, properties }) => ({
      customerId,
      key: id,
      trigger: { type: "event", eventId: id },
      begins: (trigger) => eventNameOf(trigger) === name && (trigger.type !== "page_visited" || isVisitOf(trigger, properties)),
    }));
  });

/** Of who was erased, events may be there for a moment longer. */
const isSomebody = sql`not exists (select from customers c where c.project_id = ${events.projectId} and c.id = ${events.customerId} and c.is_erased)`;

/** The name of the events that a trigger waits for; null for one that waits for something else. */
export function eventNameOf(trigger: Trigger | null): string | null {
  switch (trigger?.type) {
    case "event":
      return trigger.name;
    case "page_visited":
      return RESERVED_NAMES.page;
    case "charge":
      return RESERVED_NAMES.charge;
    default:
      return null;
  }
}

/** Lets in the customers who entered a segment live. A first fill, an edited rule and a repair start nobody. */
export const startOnSegments = (scope: Scope, changeIds: readonly string[]): Promise<number> =>
  start(scope, async (tx) => {
    const { projectId, id, segmentId, customerId, entered, live, at } = segmentChanges;
    const rows = await tx.db
      .select({ id, segmentId, customerId })
      .from(segmentChanges)
      .where(and(eq(projectId, tx.projectId), inArray(id, [...changeIds]), eq(entered, true), eq(live, true), gt(at, freshSince(tx))));
    return rows.map((change) => ({
      customerId: change.customerId,
      key: change.id,
      trigger: { type: "segment_entered", segmentId: change.segmentId, changeId: change.id },
      begins: (trigger) => trigger.type === "segment_entered" && trigger.segmentId === change.segmentId,
    }));
  });

/** Lets in the customers on whom a tag was put just now, or from whom it was taken. What names or tags that were joined brought along starts nobody. */
export const startOnTags = (scope: Scope, tagChangeIds: readonly string[]): Promise<number> =>
  start(scope, async (tx) => {
    const { projectId, id, tagId, customerId, added, live, at } = tagChanges;
    const rows = await tx.db
      .select({ id, tagId, customerId, added })
      .from(tagChanges)
      .where(and(eq(projectId, tx.projectId), inArray(id, [...tagChangeIds]), eq(live, true), gt(at, freshSince(tx))));
    return rows.map((change) => {
      const type = change.added ? "tag_added" : "tag_removed";
      return {
        customerId: change.customerId,
        key: change.id,
        trigger: { type, tagId: change.tagId, changeId: change.id },
        begins: (trigger) => trigger.type === type && trigger.tagId === change.tagId,
      };
    });
  });

const freshSince = ({ clock }: Scope) => new Date(clock.now().getTime() - FRESH_MS);

/** Runs and the promises to advance them are one transaction. The doors stay as they are while somebody walks through. */
function start(scope: Scope, happenings: (tx: Scope) => Promise<Happening[]>): Promise<number> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const happened = await happenings(tx);
    if (happened.length === 0) return 0;
    const doors = await openDoors(tx);
    if (doors.some(({ flow }) => isCounted(flow))) await holdCustomers(tx, happened);
    let started = 0;
    for (const door of doors) started += await enter(tx, door, await beginningOf(tx, door.flow, happened));
    return started;
  });
}

/** What happened that a flow begins with, its properties included. */
async function beginningOf(tx: Scope, { trigger }: Flow, happened: Happening[]): Promise<Happening[]> {
  const begun = trigger ? happened.filter(({ begins }) => begins(trigger)) : [];
  const conditions = conditionsOf(trigger);
  if (begun.length === 0 || conditions.length === 0) return begun;
  const keys = begun.map(({ key }) => key);
  const fit = await fitting(tx, keys, conditions);
  return begun.filter(({ key }) => fit.has(key));
}

const openDoors = ({ db, projectId }: Scope): Promise<Door[]> =>
  db
    .select({ automationId: automations.id, version: automationVersions.version, flow: automationVersions.flow })
    .from(automations)
    .innerJoin(automationVersions, isLiveVersion)
    .where(and(eq(automations.projectId, projectId), takesPeopleIn))
    .for("share", { of: automations });

async function enter(tx: Scope, { automationId, version, flow }: Door, happened: Happening[]): Promise<number> {
  const newcomers = await admitted(tx, automationId, flow, happened);
  if (newcomers.length === 0) return 0;
  const now = tx.clock.now();
  const of = { projectId: tx.projectId, automationId, version, nodeId: flow.steps[0]?.id ?? null, dueAt: now, createdAt: now };
  const once = flow.entry === "once";
  const runs = await tx.db
    .insert(automationRuns)
    .values(newcomers.map(({ customerId, key, trigger }) => ({ ...of, customerId, entryKey: once ? "once" : key, trigger })))
    .onConflictDoNothing()
    .returning({ id: automationRuns.id });
  const parties = partiesOf(runs.map(({ id }) => id)).map((runIds) => ({ ids: { runIds } }));
  await followAll(tx, "run/started", parties);
  return runs.length;
}
