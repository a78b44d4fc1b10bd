import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull } from "drizzle-orm";
import { type Segment, segmentCustomers, segmentDue, segments } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound, refuseUsed } from "@/lib/errors";
import { listenTo } from "@/lib/listeners/commands";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { readRule } from "@/lib/segments/compile";
import { interestsOf, tagsIn } from "@/lib/segments/interests";
import { withSegmentsLocked } from "@/lib/segments/lock";
import { getSegment } from "@/lib/segments/queries";
import type { CreateSegment, SegmentRule, UpdateSegment } from "@/lib/segments/schema";
import { usageOfSegment } from "@/lib/segments/usage";
import { requireTags } from "@/lib/tags/names";

/**
 * Adds a segment. Its name is how people refer to it, so it is unique within the project.
 * From this transaction on it hears of every change that matters to it, and is filled with those for whom it is already true.
 */
export async function createSegment(scope: Scope, { name, rule, description = null }: CreateSegment): Promise<Segment> {
  requireGrant(scope, "segments:write");
  return inTransaction(scope, async (tx) => {
    const [segment] = await tx.db
      .insert(segments)
      .values({ projectId: tx.projectId, name, rule, description, createdAt: tx.clock.now(), updatedAt: tx.clock.now() })
      .onConflictDoNothing()
      .returning();
    if (!segment) throw nameTaken(name);
    await record(tx, "segment.created", segment.id, { after: segment });
    await applyRule(tx, segment.id, rule);
    return segment;
  });
}

/** Changes what is given. A new rule is applied to everyone, and what it moves starts no automation. */
export async function updateSegment(scope: Scope, { id, ...change }: UpdateSegment): Promise<Segment> {
  requireGrant(scope, "segments:write");
  return withSegmentsLocked(scope, async (tx) => {
    const before = await getSegment(tx, id);
    const { name = before.name, description = before.description, rule = before.rule } = change;
    const edited = !isDeepStrictEqual(rule, before.rule);
    if (name !== before.name) await refuseTaken(tx, name);
    const [after] = await tx.db
      .update(segments)
      .set({ name, description, rule, version: before.version + (edited ? 1 : 0), updatedAt: tx.clock.now() })
      .where(and(eq(segments.projectId, tx.projectId), eq(segments.id, id)))
      .returning();
    if (!after) throw notFound("segment");
    await record(tx, "segment.updated", id, { before, after });
    if (edited) await applyRule(tx, id, rule);
    return after;
  });
}

/** A copy under a free name, to be changed. */
export async function duplicateSegment(scope: Scope, id: string): Promise<Segment> {
  const { name, rule, description } = await getSegment(scope, id);
  for (let n = 1; n <= 50; n++) {
    const copy = `${name.slice(0, 65)} (copy${n > 1 ? ` ${n}` : ""})`;
    const taken = await isTaken(scope, copy);
    if (!taken) return createSegment(scope, { name: copy, rule, description });
  }
  throw new AppError("CONFLICT", `There are many copies of "${name}" already. Rename some of them first.`);
}

/** Ends a segment. Its customers stay, and so does the history of who entered and left; what uses it must let go of it first. */
export async function deleteSegment(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "segments:write");
  await withSegmentsLocked(scope, async (tx) => {
    const before = await getSegment(tx, id);
    refuseUsed(before.name, await usageOfSegment(tx, id));
    const { db, projectId, clock } = tx;
    await db.delete(segmentCustomers).where(and(eq(segmentCustomers.projectId, projectId), eq(segmentCustomers.segmentId, id)));
    await db.delete(segmentDue).where(and(eq(segmentDue.projectId, projectId), eq(segmentDue.segmentId, id)));
    await db
      .update(segments)
      .set({ deletedAt: clock.now(), size: 0 })
      .where(and(eq(segments.projectId, projectId), eq(segments.id, id)));
    await listenTo(tx, id, []);
    await record(tx, "segment.deleted", id, { before });
  });
}

async function applyRule(tx: Scope, id: string, rule: SegmentRule) {
  await requireTags(tx, tagsIn(readRule(rule)));
  await listenTo(tx, id, interestsOf(readRule(rule)));
  await follow(tx, "segment/changed", { segmentId: id });
}

const nameTaken = (name: string) =>
  new AppError("CONFLICT", `There is already a segment called "${name}".`, { name: ["Another segment has this name."] });

async function refuseTaken(scope: Scope, name: string) {
  if (await isTaken(scope, name)) throw nameTaken(name);
}

async function isTaken({ db, projectId }: Scope, name: string): Promise<boolean> {
  const taken = await db
    .select({ id: segments.id })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), eq(segments.name, name), isNull(segments.deletedAt)));
  return taken.length > 0;
}
