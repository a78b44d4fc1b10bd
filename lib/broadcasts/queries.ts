import "server-only";
import { and, desc, eq, ilike, lt } from "drizzle-orm";
import { type Broadcast, broadcasts } from "@/db/schema";
import type { ListBroadcasts } from "@/lib/broadcasts/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { rowOf } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";

/** Newest first. An id begins with the time it was made at, so it is the place in the list as well. */
export async function listBroadcasts(scope: Scope, { q, status, limit, cursor }: ListBroadcasts): Promise<Page<Broadcast>> {
  requireGrant(scope, "broadcasts:read");
  const rows = await scope.db
    .select()
    .from(broadcasts)
    .where(
      and(
        eq(broadcasts.projectId, scope.projectId),
        q ? ilike(broadcasts.name, likePattern(q)) : undefined,
        status ? eq(broadcasts.status, status) : undefined,
        cursor ? lt(broadcasts.id, String(decodeCursor(cursor)[0])) : undefined,
      ),
    )
    .orderBy(desc(broadcasts.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}

export async function getBroadcast(scope: Scope, id: string): Promise<Broadcast> {
  requireGrant(scope, "broadcasts:read");
  const [broadcast] = await scope.db.select().from(broadcasts).where(theBroadcast(scope, id));
  if (!broadcast) throw notFound("broadcast");
  return broadcast;
}

export const theBroadcast = rowOf(broadcasts);
