import "server-only";
import { and, asc, eq, isNull, lte, ne, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages } from "@/db/schema";
import { PLACE } from "@/lib/broadcasts/letters";
import type { Clock } from "@/lib/clock";
import { offerAgain } from "@/lib/messages/offer";
import { requireGrant, type Scope } from "@/lib/scope";

/** How many are taken up at once; as many again where there are more. */
export const AT_ONCE = 100;

/**
 * Goes on with messages that were claimed and then left: by a crash, or because the provider asked to wait. Whoever claimed one may be
 * gone, so this is what makes a claim a promise. It ends early when the others would only wait for the provider too. Returns how many it
 * settled.
 */
export async function offerDue(scope: Scope): Promise<number> {
  requireGrant(scope, "messages:write");
  const due = await scope.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.projectId, scope.projectId), isLeft(scope.clock)))
    .orderBy(asc(messages.dueAt))
    .limit(AT_ONCE);
  let settled = 0;
  for (const message of due) {
    const { state, othersWaitToo } = await offerAgain(scope, message.id);
    if (othersWaitToo) break;
    if (state !== "claimed") settled++;
  }
  return settled;
}

export async function projectsWithDueMessages(db: Db, clock: Clock): Promise<number[]> {
  const rows = await db.selectDistinct({ projectId: messages.projectId }).from(messages).where(isLeft(clock));
  return rows.map(({ projectId }) => projectId);
}

/** A broadcast's are left to its slices, which hear of a pause; but for who was erased or became another customer, and is in none any more. */
const inNoSlice = or(ne(messages.source, "broadcast"), ne(messages.place, PLACE), isNull(messages.customerId));
const isLeft = (clock: Clock) => and(eq(messages.state, "claimed"), lte(messages.dueAt, clock.now()), inNoSlice);
