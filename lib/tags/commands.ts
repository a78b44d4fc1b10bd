import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { customerTags, identityTags, type Tag, tags } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound, refuseUsed } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { existing, theTag } from "@/lib/tags/queries";
import type { CreateTag, UpdateTag } from "@/lib/tags/schema";
import { usageOfTag } from "@/lib/tags/usage";

/** Makes a tag. Its name is how senders speak of it, so it is unique within the project, whatever its case. */
export async function createTag(scope: Scope, { name, colour, description }: CreateTag): Promise<Tag> {
  requireGrant(scope, "tags:write");
  return inTransaction(scope, async (tx) => {
    const { projectId, clock } = tx;
    const [tag] = await tx.db
      .insert(tags)
      .values({ projectId, name, colour, description, createdAt: clock.now(), updatedAt: clock.now() })
      .onConflictDoNothing()
      .returning();
    if (!tag) throw nameTaken(name);
    await record(tx, "tag.created", tag.id, { after: tag });
    return tag;
  });
}

/** Changes what is given. Who has the tag keeps it; from now on senders speak of it by its new name. */
export async function updateTag(scope: Scope, { id, ...change }: UpdateTag): Promise<Tag> {
  requireGrant(scope, "tags:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockTag(tx, id);
    const { name = before.name, colour = before.colour, description = before.description } = change;
    const others = and(existing(tx), sql`lower(${tags.name}) = lower(${name})`, ne(tags.id, id));
    if ((await tx.db.$count(tags, others)) > 0) throw nameTaken(name);
    const [after] = await tx.db
      .update(tags)
      .set({ name, colour, description, updatedAt: tx.clock.now() })
      .where(theTag(tx, id))
      .returning();
    await record(tx, "tag.updated", id, { before, after: after! });
    return after!;
  });
}

/** Takes a tag away from everybody. The history of who had it stays; what uses it must let go of it first. */
export async function deleteTag(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "tags:write");
  await inTransaction(scope, async (tx) => {
    const before = await lockTag(tx, id);
    refuseUsed(before.name, await usageOfTag(tx, id));
    await endTag(tx, id);
    await record(tx, "tag.deleted", id, { before });
  });
}

/** A tag that nobody else changes or puts on until the transaction ends. */
export async function lockTag(tx: Scope, id: string): Promise<Tag> {
  const [tag] = await tx.db.select().from(tags).where(theTag(tx, id)).for("update");
  if (!tag) throw notFound("tag");
  return tag;
}

/** Nobody has it any more. Its row stays as the name of its history. */
export async function endTag(tx: Scope, id: string): Promise<void> {
  const { db, projectId, clock } = tx;
  await db.delete(customerTags).where(and(eq(customerTags.projectId, projectId), eq(customerTags.tagId, id)));
  await db.delete(identityTags).where(and(eq(identityTags.projectId, projectId), eq(identityTags.tagId, id)));
  await db.update(tags).set({ deletedAt: clock.now() }).where(theTag(tx, id));
}

const nameTaken = (name: string) =>
  new AppError("CONFLICT", `There is already a tag called "${name}".`, { name: ["Another tag has this name."] });
