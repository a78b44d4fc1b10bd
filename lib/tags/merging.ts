import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { listeners, segments, type Tag } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, refuseUsed } from "@/lib/errors";
import { follow } from "@/lib/outbox/follow";
import { requireGrant, type Scope } from "@/lib/scope";
import { withSegmentsLocked } from "@/lib/segments/lock";
import { endTag, lockTag } from "@/lib/tags/commands";
import { usageOfTag } from "@/lib/tags/usage";

/**
 * Everybody who has the tag `id` has `into` from now on, under the same names of theirs, and `id` is gone. What uses it must let go of it
 * first. It starts no automation: segments that ask for `into` are filled anew.
 */
export async function mergeTags(scope: Scope, { id, into }: { id: string; into: string }): Promise<Tag> {
  requireGrant(scope, "tags:write");
  if (id === into) throw new AppError("INVALID_INPUT", "Choose another tag to merge with.", { into: ["Choose another tag."] });
  return withSegmentsLocked(scope, async (tx) => {
    const locked = new Map<string, Tag>();
    for (const each of [id, into].sort()) locked.set(each, await lockTag(tx, each));
    const [gone, kept] = [locked.get(id)!, locked.get(into)!];
    refuseUsed(gone.name, await usageOfTag(tx, id));
    await copyMarks(tx, id, into);
    await giveAll(tx, id, into);
    await endTag(tx, id);
    await refill(tx, into);
    await record(tx, "tag.merged", into, { before: gone, after: kept });
    return kept;
  });
}

/** The names under which people have the tag now, told of the other one at this moment: nothing older takes it off again. */
async function copyMarks({ db, projectId, clock }: Scope, id: string, into: string) {
  await db.execute(sql`
    insert into identity_tags as known (project_id, kind, value, tag_id, is_on, told_at)
    select m.project_id, m.kind, m.value, ${uuidOf("tag", into)}::uuid, true, ${clock.now().toISOString()}::timestamptz
    from identity_tags m
    join customer_identities i using (project_id, kind, value)
    join customer_tags c on c.project_id = m.project_id and c.tag_id = m.tag_id and c.customer_id = i.customer_id
    where m.project_id = ${projectId} and m.tag_id = ${uuidOf("tag", id)}::uuid and m.is_on
    on conflict (project_id, kind, value, tag_id) do update set is_on = true, told_at = greatest(known.told_at, excluded.told_at)`);
}

async function giveAll({ db, projectId, clock }: Scope, id: string, into: string) {
  const now = sql`${clock.now().toISOString()}::timestamptz`;
  await db.execute(sql`
    with given as (
      insert into customer_tags (project_id, tag_id, customer_id, added_at)
      select project_id, ${uuidOf("tag", into)}::uuid, customer_id, ${now}
      from customer_tags where project_id = ${projectId} and tag_id = ${uuidOf("tag", id)}::uuid
      on conflict do nothing returning tag_id, customer_id
    )
    insert into tag_changes (project_id, id, tag_id, customer_id, added, live, at, created_at)
    select ${projectId}, gen_random_uuid(), tag_id, customer_id, true, false, ${now}, ${now} from given`);
}

/** Applies the rules that ask for the tag to everyone again; what that moves starts nothing. */
async function refill(tx: Scope, tagId: string) {
  const { db, projectId } = tx;
  const asking = await db
    .select({ id: listeners.listenerId })
    .from(listeners)
    .where(and(eq(listeners.projectId, projectId), eq(listeners.interest, "refresh_on_tag"), eq(listeners.key, tagId)));
  if (asking.length === 0) return;
  const ids = asking.map(({ id }) => id);
  await db
    .update(segments)
    .set({ version: sql`${segments.version} + 1` })
    .where(and(eq(segments.projectId, projectId), inArray(segments.id, ids)));
  for (const segmentId of ids) await follow(tx, "segment/changed", { segmentId });
}
