import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { isSettled, reasonedPeople, requireSomebody } from "@/lib/broadcasts/audience";
import { requireRevision } from "@/lib/broadcasts/commands";
import { decide, moveTo } from "@/lib/broadcasts/moves";
import type { SendBroadcast } from "@/lib/broadcasts/schema";
import { promiseSlices, slicesOf, unsettledSlices } from "@/lib/broadcasts/slices";
import { AppError } from "@/lib/errors";
import { senderOf } from "@/lib/mail/senders";
import { follow } from "@/lib/outbox/follow";
import { getProject } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import { publishTemplate } from "@/lib/templates/commands";
import { publishedVersion } from "@/lib/templates/published";
import { getTemplate } from "@/lib/templates/queries";
import { keepLinks } from "@/lib/tracking/links";

/**
 * Sends a draft, now or at a time: its template is pinned as it is published at this moment, and the wake-up is promised along with it.
 * Who gets it is decided when sending begins.
 */
export async function scheduleBroadcast(scope: Scope, { id, at, revision }: SendBroadcast): Promise<Broadcast> {
  requireGrant(scope, "broadcasts:write");
  const now = scope.clock.now();
  const scheduledAt = at === undefined ? now : new Date(at);
  if (scheduledAt.getTime() < now.getTime() - 60_000)
    throw new AppError("INVALID_INPUT", "That time has passed. Choose a later one.", { at: ["Choose a time in the future."] });
  return decide(scope, id, async (tx, before) => {
    requireRevision(before, revision);
    requireSomebody(before.audience);
    if (!(await senderOf(tx, await getProject(tx))))
      throw new AppError("CONFLICT", "There is no from address. Set one under Settings, Sending.");
    const templateVersion = await pinVersion(tx, before);
    const after = await moveTo(tx, before, "scheduled", { scheduledAt, templateVersion });
    await follow(tx, "broadcast/due", { broadcastId: id }, scheduledAt);
    return after;
  });
}

/** The version that every copy is of, with its links written down, so that they lead on whatever becomes of the rest. */
async function pinVersion(tx: Scope, { templateId, tracking }: Broadcast): Promise<number> {
  const { currentVersion } = await getTemplate(tx, templateId);
  const version = currentVersion || (await publishTemplate(tx, templateId)).version;
  const { html } = await publishedVersion(tx, templateId, version);
  if (tracking) await keepLinks(tx, { templateId, version }, html);
  return version;
}

/** Back to a draft, as long as it has not begun. */
export const unscheduleBroadcast = (scope: Scope, id: string): Promise<Broadcast> =>
  decide(scope, id, (tx, before) => moveTo(tx, before, "draft", { scheduledAt: null, templateVersion: null }));

/**
 * Begins a broadcast that is due: freezes its people and wakes one run a slice, all of it or none. Answers false while its segments are
 * still being filled: ask again. One that was put off, taken back or begun already is left alone.
 */
export const beginSending = (scope: Scope, id: string): Promise<boolean> =>
  decide(scope, id, async (tx, broadcast) => {
    const now = tx.clock.now();
    if (broadcast.status !== "scheduled" || !broadcast.scheduledAt || broadcast.scheduledAt > now) return true;
    if (!(await isSettled(tx, broadcast.audience))) return false;
    await tx.db.execute(
      sql`delete from broadcast_recipients where project_id = ${tx.projectId} and broadcast_id = ${uuidOf("broadcast", id)}`,
    );
    await freezeRecipients(tx, broadcast);
    const openSlices = await slicesOf(tx, id);
    const epoch = broadcast.epoch + 1;
    await moveTo(tx, broadcast, "sending", { startedAt: now, epoch, openSlices });
    await promiseSlices(tx, { broadcastId: id, epoch }, openSlices);
    return true;
  });

/** What one call to a provider takes. */
const BATCH_SIZE = 100;

/**
 * Freezes who a broadcast goes to: everyone its audience holds, those who get no email with the reason, the others in numbered batches.
 * One statement: a crash leaves the whole list or none of it, and what happens to a segment afterwards changes nothing.
 */
async function freezeRecipients(tx: Scope, broadcast: Broadcast): Promise<void> {
  await tx.db.execute(sql`
    insert into broadcast_recipients (project_id, broadcast_id, customer_id, batch, reason)
    select ${tx.projectId}, ${uuidOf("broadcast", broadcast.id)}::uuid, id,
      case when reason is null then (row_number() over (partition by reason is null order by id) - 1) / ${BATCH_SIZE} end, reason
    from (${await reasonedPeople(tx, broadcast)}) people`);
}

/** Holds it where it is: batches that are with the provider end, no other begins. */
export const pauseBroadcast = (scope: Scope, id: string): Promise<Broadcast> =>
  decide(scope, id, (tx, before) => moveTo(tx, before, "paused"));

/** Goes on with those who have not got it. */
export const resumeBroadcast = (scope: Scope, id: string): Promise<Broadcast> =>
  decide(scope, id, async (tx, before) => {
    const epoch = before.epoch + 1;
    const after = await moveTo(tx, before, "sending", { epoch });
    await promiseSlices(tx, { broadcastId: id, epoch }, before.openSlices);
    return after;
  });

/** Ends it for good: nobody else gets it. What the provider may have is settled, and nothing new is offered. */
export const cancelBroadcast = (scope: Scope, id: string): Promise<Broadcast> =>
  decide(scope, id, async (tx, before) => {
    const epoch = before.epoch + 1;
    const after = await moveTo(tx, before, "cancelled", { epoch, endedAt: tx.clock.now() });
    await promiseSlices(tx, { broadcastId: id, epoch }, await unsettledSlices(tx, id));
    return after;
  });
