import "server-only";
import { and, eq } from "drizzle-orm";
import { suppressions, unsubscribes } from "@/db/schema";
import type { SkipReason } from "@/lib/messages/schema";
import type { Scope } from "@/lib/scope";

/** The topic of everything that can be left. */
export const ALL = "all";

/**
 * Why this address may not be written to, or null: asked in the one order of reasons, in the transaction that claims a message.
 * Transactional mail is what somebody asked for by what they did, so leaving does not stop it; a suppression does.
 */
export async function reasonToSkip(scope: Scope, addressHash: Buffer | null, transactional: boolean): Promise<SkipReason | null> {
  if (!addressHash) return "no_address";
  if (await isSuppressed(scope, addressHash)) return "suppressed";
  if (!transactional && (await hasLeft(scope, addressHash))) return "unsubscribed";
  return null;
}

async function isSuppressed({ db, projectId }: Scope, hash: Buffer): Promise<boolean> {
  const rows = await db
    .select({ at: suppressions.createdAt })
    .from(suppressions)
    .where(and(eq(suppressions.projectId, projectId), eq(suppressions.addressHash, hash)));
  return rows.length > 0;
}

/** Whether an address has left everything that can be left. */
export async function hasLeft({ db, projectId }: Scope, hash: Buffer): Promise<boolean> {
  const { projectId: project, addressHash, topic } = unsubscribes;
  const rows = await db
    .select({ topic })
    .from(unsubscribes)
    .where(and(eq(project, projectId), eq(addressHash, hash), eq(topic, ALL)));
  return rows.length > 0;
}
