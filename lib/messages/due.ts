import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { offerAgain } from "@/lib/messages/offer";
import { requireGrant, type Scope } from "@/lib/scope";

/** How many are taken up at once; as many again where there are more. */
export const AT_ONCE = 100;

/**
 * Goes on with messages that were claimed and then left: by a crash, or because the provider asked to wait. Whoever claimed one may be
 * gone, so this is what makes a claim a promise. It ends early when the provider does not settle one: the others would only wait for it
 * too. Returns how many it settled.
 */
export async function offerDue(scope: Scope): Promise<number> {
  requireGrant(scope, "messages:write");
  const { projectId, id, state, dueAt } = messages;
  const due = await scope.db
    .select({ id })
    .from(messages)
    .where(and(eq(projectId, scope.projectId), eq(state, "claimed"), lte(dueAt, scope.clock.now())))
    .orderBy(asc(dueAt))
    .limit(AT_ONCE);
  let settled = 0;
  for (const message of due) {
    if ((await offerAgain(scope, message.id)).state === "claimed") break;
    settled++;
  }
  return settled;
}

export async function projectsWithDueMessages(db: Db, clock: Clock): Promise<number[]> {
  const rows = await db
    .selectDistinct({ projectId: messages.projectId })
    .from(messages)
    .where(and(eq(messages.state, "claimed"), lte(messages.dueAt, clock.now())));
  return rows.map(({ projectId }) => projectId);
}
