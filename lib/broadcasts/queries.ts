import "server-only";
import { desc } from "drizzle-orm";
import { type Broadcast, broadcasts } from "@/db/schema";
import type { ListBroadcasts } from "@/lib/broadcasts/schema";
import { notFound } from "@/lib/errors";
import { type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf, rowsAsked } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";

/** Newest first. An id begins with the time it was made at, so it is the place in the list as well. */
export async function listBroadcasts(scope: Scope, { limit, ...asked }: ListBroadcasts): Promise<Page<Broadcast>> {
  requireGrant(scope, "broadcasts:read");
  const rows = await scope.db
    .select()
    .from(broadcasts)
    .where(rowsAsked(broadcasts, scope, asked))
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
