import "server-only";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { customers, segments } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { withSegmentsLocked } from "@/lib/segments/lock";
import { refreshCustomers } from "@/lib/segments/refresh";

/** Customers looked at in one durable step. */
const PART = 20_000;

/** The version of the rule that is still to be applied to everyone, or null when there is nothing to do. */
export async function versionToFill(scope: Scope, segmentId: string): Promise<number | null> {
  requireGrant(scope, "segments:write");
  const segment = await currentSegment(scope, segmentId);
  return segment && segment.version !== segment.filledVersion ? segment.version : null;
}

/**
 * Applies a segment's rule to the next customers after `after`, in order of id, by the same refresh that every change takes: whoever
 * changes meanwhile is refreshed by that change, before or after, and the later answer stands. Nothing of it is live.
 * Returns where to go on, or null at the end or when the rule has changed again: then another fill is on its way.
 */
export async function fillPart(scope: Scope, segmentId: string, version: number, after: number): Promise<number | null> {
  requireGrant(scope, "segments:write");
  const { db, projectId } = scope;
  const segment = await currentSegment(scope, segmentId);
  if (segment?.version !== version) return null;
  const people = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.projectId, projectId), gt(customers.id, after)))
    .orderBy(asc(customers.id))
    .limit(PART);
  const ids = people.map(({ id }) => id);
  await refreshCustomers(scope, ids, { live: false, segmentIds: [segmentId] });
  if (people.length === PART) return ids.at(-1) ?? null;
  await markFilled(scope, segmentId, version);
  return null;
}

/** From here on the segment's changes are live, if its rule is still the one that was applied. */
const markFilled = (scope: Scope, segmentId: string, version: number) =>
  withSegmentsLocked(scope, ({ db, projectId, clock }) =>
    db
      .update(segments)
      .set({ filledVersion: version, filledAt: clock.now() })
      .where(and(eq(segments.projectId, projectId), eq(segments.id, segmentId), eq(segments.version, version))),
  );

async function currentSegment({ db, projectId }: Scope, segmentId: string) {
  const [segment] = await db
    .select({ version: segments.version, filledVersion: segments.filledVersion })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), eq(segments.id, segmentId), isNull(segments.deletedAt)));
  return segment;
}
