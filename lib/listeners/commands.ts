import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { listeners } from "@/db/schema";
import type { Interest, InterestKind } from "@/lib/listeners/schema";
import type { Scope } from "@/lib/scope";

export const LISTENERS_LOCK = 7_270_418; // the class of these advisory locks; the project's id is their second half

/**
 * Replaces what a segment or automation listens to; nothing ends it. Part of the transaction that changes the listener.
 * Waits for transactions that hold the listeners, so whatever was recorded without the new listener is committed before it is,
 * and a first fill that follows sees it.
 */
export async function listenTo({ db, projectId }: Scope, listenerId: string, interests: readonly Interest[]) {
  await db.execute(sql`select pg_advisory_xact_lock(${LISTENERS_LOCK}, ${projectId})`);
  await db.delete(listeners).where(and(eq(listeners.projectId, projectId), eq(listeners.listenerId, listenerId)));
  if (interests.length === 0) return;
  await db
    .insert(listeners)
    .values(interests.map((interest) => ({ projectId, listenerId, ...interest })))
    .onConflictDoNothing();
}

/** Keeps the listeners as they are until the end of the transaction. Whoever records facts selects this before asking who listens. */
export const heldListeners = ({ projectId }: Scope): SQL => sql`pg_advisory_xact_lock_shared(${LISTENERS_LOCK}, ${projectId})`;

/** Whether anything listens to this. */
export async function isListenedTo({ db, projectId }: Scope, interest: InterestKind, key: string): Promise<boolean> {
  const one = and(eq(listeners.projectId, projectId), eq(listeners.interest, interest), eq(listeners.key, key));
  return (await db.select({ key: listeners.key }).from(listeners).where(one).limit(1)).length > 0;
}
