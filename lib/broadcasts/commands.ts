import "server-only";
import { isDeepStrictEqual } from "node:util";
import { type Broadcast, broadcasts } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { segmentsIn, thereOf } from "@/lib/broadcasts/audience";
import { change, decide } from "@/lib/broadcasts/moves";
import { theBroadcast } from "@/lib/broadcasts/queries";
import { type CreateBroadcast, NOBODY, type UpdateBroadcast } from "@/lib/broadcasts/schema";
import { AppError } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { findDefaultTemplate, getTemplate } from "@/lib/templates/queries";

/** Adds a broadcast as a draft, of the default template unless it says of which. Nothing is sent before somebody sends it. */
export async function createBroadcast(scope: Scope, { templateId, audience = NOBODY, ...said }: CreateBroadcast): Promise<Broadcast> {
  requireGrant(scope, "broadcasts:write");
  const now = scope.clock.now();
  return inTransaction(scope, async (tx) => {
    await segmentsIn(tx, audience);
    const template = templateId ? await getTemplate(tx, templateId) : await findDefaultTemplate(tx);
    if (!template) throw new AppError("CONFLICT", "There is no template yet. Make one first, and it becomes this broadcast's email.");
    const [broadcast] = await tx.db
      .insert(broadcasts)
      .values({ projectId: tx.projectId, ...said, audience, templateId: template.id, createdAt: now, updatedAt: now })
      .returning();
    await record(tx, "broadcast.created", broadcast!.id, { after: broadcast! });
    return broadcast!;
  });
}

/**
 * Changes a draft. What is scheduled or on its way is not changed under those who scheduled it. A draft that somebody else has changed
 * since `revision` is not overwritten; what is kept already may be said again.
 */
export const updateBroadcast = (scope: Scope, { id, revision, ...said }: UpdateBroadcast): Promise<Broadcast> =>
  decide(scope, id, async (tx, before) => {
    requireDraft(before);
    const set = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<Broadcast>;
    if (isDeepStrictEqual({ ...before, ...set }, before)) return before;
    requireRevision(before, revision);
    if (said.audience) await segmentsIn(tx, said.audience);
    if (said.templateId) await getTemplate(tx, said.templateId);
    return change(tx, before, "broadcast.edited", { ...set, revision: before.revision + 1 });
  });

/** A new draft of the same. What is gone by now is left out of it, or the default in its place: `lacks` says what. */
export const duplicateBroadcast = (scope: Scope, id: string): Promise<{ copy: Broadcast; lacks: string[] }> =>
  decide(scope, id, async (tx, { name, audience: named, templateId, tracking, smartSending }) => {
    const { audience } = await thereOf(tx, named);
    const template = await getTemplate(tx, templateId).catch(() => undefined);
    const said = { name: `${name.slice(0, 73)} (copy)`, audience, templateId: template?.id, tracking, smartSending };
    const lacks = [
      ...(isDeepStrictEqual(audience, named) ? [] : ["A segment or tag of its audience no longer exists, so check who gets it."]),
      ...(template ? [] : ["Its template no longer exists, so it has the default one."]),
    ];
    return { copy: await createBroadcast(tx, said), lacks };
  });

/** Takes a draft away. What was sent stays, because it tells what people got. */
export const deleteBroadcast = (scope: Scope, id: string): Promise<void> =>
  decide(scope, id, async (tx, before) => {
    requireDraft(before);
    await tx.db.delete(broadcasts).where(theBroadcast(tx, id));
    await record(tx, "broadcast.deleted", id, { before });
  });

function requireDraft({ name, status }: Broadcast) {
  if (status === "draft") return;
  const way = status === "scheduled" ? "Unschedule it first." : "Duplicate it to continue.";
  throw new AppError("CONFLICT", `“${name}” is no longer a draft. ${way}`);
}

/** Refuses what was decided by the look of another draft than this. */
export function requireRevision({ revision }: Broadcast, seen: number | undefined) {
  if (seen === undefined || seen === revision) return;
  throw new AppError("CONFLICT", "Somebody else has changed this broadcast since you opened it. Reload to see their changes.");
}
