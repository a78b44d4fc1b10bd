import "server-only";
import { and, eq } from "drizzle-orm";
import { eventNames } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound, refuseUsed } from "@/lib/errors";
import { getEventType } from "@/lib/events/catalogue/queries";
import type { UpdateEventType } from "@/lib/events/catalogue/schema";
import { usageOfEvent } from "@/lib/events/catalogue/usage";
import { purgeEvents } from "@/lib/events/retention";
import { strike } from "@/lib/ingest/striking";
import { follow } from "@/lib/outbox/follow";
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
    await tx.db.update(eventNames).set(after).where(theName(tx, name));
    await record(tx, "event.described", name, { before, after });
  });
}

const theName = ({ projectId }: Scope, name: string) => and(eq(eventNames.projectId, projectId), eq(eventNames.name, name));

/**
 * Deletes an event's line in the catalogue now, and its whole history as soon as a job has gone through it. What uses it must let go of it
 * first. What happens from here on is recorded as before.
 */
export async function deleteEventType(scope: Scope, name: string): Promise<void> {
  requireGrant(scope, "traits:write");
  await strike(scope, async (tx) => {
    const [before] = await tx.db.select().from(eventNames).where(theName(tx, name));
    if (!before) throw notFound("event");
    refuseUsed(name, await usageOfEvent(tx, name));
    await tx.db.delete(eventNames).where(theName(tx, name));
    await record(tx, "event.deleted", name, { before });
    await follow(tx, "event-type/deleted", { eventTypeId: name, before: tx.clock.now().getTime() + 1 });
  });
}

/** Batches deleted in one durable step. */
const BATCHES = 25;

/** Deletes a part of the events of a name that happened before a moment (ms). Answers whether there may be more. */
export async function forgetEvents(scope: Scope, name: string, before: number): Promise<boolean> {
  const moment = new Date(before).toISOString();
  for (let batch = 0; batch < BATCHES; batch++) if ((await purgeEvents(scope, name, moment)) === 0) return false;
  return true;
}
