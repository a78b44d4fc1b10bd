import "server-only";
import { and, eq } from "drizzle-orm";
import { eventNames } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { getEventType } from "@/lib/events/catalogue/queries";
import type { UpdateEventType } from "@/lib/events/catalogue/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Changes what people read of an event: its description and its colour. Telling of events is allowed to more than this, so it needs another grant. */
export async function updateEventType(scope: Scope, { name, ...change }: UpdateEventType): Promise<void> {
  requireGrant(scope, "traits:write");
  await inTransaction(scope, async (tx) => {
    const { description, colour, firstSeenAt } = await getEventType(tx, name);
    if (!firstSeenAt) throw new AppError("CONFLICT", `"${name}" has not happened yet. Describe it once it has.`);
    const before = { description, colour };
    const after = {
      description: change.description === undefined ? description : change.description || null,
      colour: change.colour ?? colour,
    };
    await tx.db
      .update(eventNames)
      .set(after)
      .where(and(eq(eventNames.projectId, tx.projectId), eq(eventNames.name, name)));
    await record(tx, "event.described", name, { before, after });
  });
}
