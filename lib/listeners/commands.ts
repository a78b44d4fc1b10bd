import "server-only";
import { and, eq } from "drizzle-orm";
import { listeners } from "@/db/schema";
import type { Interest } from "@/lib/listeners/schema";
import type { Scope } from "@/lib/scope";

/** Replaces what a segment or automation listens to; nothing ends it. Part of the transaction that changes the listener. */
export async function listenTo({ db, projectId }: Scope, listenerId: string, interests: readonly Interest[]) {
  await db.delete(listeners).where(and(eq(listeners.projectId, projectId), eq(listeners.listenerId, listenerId)));
  if (interests.length === 0) return;
  await db.insert(listeners).values(interests.map((interest) => ({ projectId, listenerId, ...interest }))).onConflictDoNothing();
}
