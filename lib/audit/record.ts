import "server-only";
import { audit } from "@/db/schema";
import type { Scope } from "@/lib/scope";

type Change = { before?: object; after?: object };

/** Writes down a change where it happens, inside its transaction: no change without a record, no record of what was undone. */
export async function record({ db, projectId, actor, clock }: Scope, verb: `${string}.${string}`, subjectId: string, change: Change = {}) {
  await db.insert(audit).values({ projectId, actor, verb, subjectId, createdAt: clock.now(), ...change });
}
