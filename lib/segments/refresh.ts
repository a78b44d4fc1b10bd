import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { segments } from "@/db/schema";
import { log } from "@/lib/log";
import { requireGrant, type Scope } from "@/lib/scope";
import { withSegmentsLocked } from "@/lib/segments/lock";
import { type Answering, keepMoves, writeDifferences } from "@/lib/segments/moves";
import { SegmentRule } from "@/lib/segments/schema";

/** Customers asked in one statement and one transaction: others wait for the lock no longer than that takes. */
const SLICE = 500;
/** Rules asked in one statement. */
const RULES = 100;

type Which = { live: boolean; segmentIds?: readonly string[] };

/**
 * Makes the project's segments (or only some) true for these customers. With `live`, entering and leaving start automations,
 * except in a segment whose rule is still being applied to everyone. Repeating it changes nothing.
 */
export async function refreshCustomers(scope: Scope, customerIds: readonly number[], which: Which): Promise<{ moved: number }> {
  requireGrant(scope, "segments:write");
  const ids = [...new Set(customerIds)].sort((a, b) => a - b);
  let moved = 0;
  for (let i = 0; i < ids.length; i += SLICE) moved += await refreshSlice(scope, ids.slice(i, i + SLICE), which);
  return { moved };
}

const refreshSlice = (scope: Scope, customerIds: number[], { live, segmentIds }: Which) =>
  withSegmentsLocked(scope, async (tx) => {
    const answering = await readableSegments(tx, segmentIds);
    const filled = new Set(answering.filter((segment) => segment.filled).map(({ id }) => uuidOf("segment", id)));
    let moved = 0;
    for (let i = 0; i < answering.length; i += RULES) {
      const moves = await writeDifferences(tx, answering.slice(i, i + RULES), customerIds);
      await keepMoves(tx, moves, (segmentId) => live && filled.has(segmentId));
      moved += moves.length;
    }
    return moved;
  });

/** Rules that can be read. One that cannot leaves its segment as it is, and is reported: it neither empties it nor stops the others. */
async function readableSegments({ db, projectId }: Scope, only?: readonly string[]): Promise<(Answering & { filled: boolean })[]> {
  const rows = await db
    .select({ id: segments.id, rule: segments.rule, version: segments.version, filledVersion: segments.filledVersion })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), isNull(segments.deletedAt), only && inArray(segments.id, [...only])));
  return rows.flatMap(({ id, rule, version, filledVersion }) => {
    const read = SegmentRule.safeParse(rule);
    if (read.success) return [{ id, rule: read.data, filled: version === filledVersion }];
    log.error({ projectId, segmentId: id }, "unreadable segment rule");
    return [];
  });
}
