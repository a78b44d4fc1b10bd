import "server-only";
import type { Scope } from "@/lib/scope";
import { countRecentMoves, getSegment, listSegmentCustomers, listSegmentMoves } from "@/lib/segments/queries";
import { listedSegment } from "@/lib/segments/shown";
import { automationsUsing } from "@/lib/segments/usage";

/** All that a segment's own page shows, as of one moment. */
export async function readSegment(scope: Scope, id: string, cursor: string | undefined) {
  const segment = await getSegment(scope, id);
  const [people, moves, recent, usage] = await Promise.all([
    listSegmentCustomers(scope, id, { limit: 50, cursor }),
    listSegmentMoves(scope, id, 20),
    countRecentMoves(scope, id),
    automationsUsing(scope, id),
  ]);
  return { segment: listedSegment(segment), people, moves, recent, usage, now: scope.clock.now() };
}
