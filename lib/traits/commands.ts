import "server-only";
import { and, eq } from "drizzle-orm";
import { traitKeys } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, refuseUsed } from "@/lib/errors";
import { strike } from "@/lib/ingest/striking";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { formatsOf } from "@/lib/traits/formats/schema";
import { findTrait } from "@/lib/traits/queries";
import type { CreateTrait, UpdateTrait } from "@/lib/traits/schema";
import { usageOfTrait } from "@/lib/traits/usage";

/** Declares a trait before it is first told, so that rules and templates can be made of it. What is told then says of what type it is. */
export async function createTrait(scope: Scope, { key, type, label, description, format = null }: CreateTrait): Promise<void> {
  requireGrant(scope, "traits:write");
  refuseUnfit(type, format);
  const trait = { key, type, label: label || null, description: description || null, format };
  await inTransaction(scope, async (tx) => {
    const made = await tx.db
      .insert(traitKeys)
      .values({ projectId: tx.projectId, ...trait })
      .onConflictDoNothing()
      .returning({ key: traitKeys.key });
    if (made.length === 0) throw new AppError("CONFLICT", `There is already a trait "${key}".`, { key: ["This key is known."] });
    await record(tx, "trait.created", key, { after: trait });
  });
}

/** Changes what people read for a trait: its label, what it is, and how its values are shown. */
export async function updateTrait(scope: Scope, { key, ...change }: UpdateTrait): Promise<void> {
  requireGrant(scope, "traits:write");
  await inTransaction(scope, async (tx) => {
    const before = await findTrait(tx, key);
    const { label = before.label, description = before.description, format = before.format } = change;
    if (format !== before.format) refuseUnfit(before.type, format);
    const after = { label: label || null, description: description || null, format };
    await tx.db.update(traitKeys).set(after).where(theTrait(tx, key));
    await record(tx, "trait.updated", key, { before, after: { ...before, ...after } });
  });
}

const theTrait = ({ projectId }: Scope, key: string) => and(eq(traitKeys.projectId, projectId), eq(traitKeys.key, key));

function refuseUnfit(type: string, format: CreateTrait["format"]) {
  if (format && !formatsOf(type).includes(format))
    throw new AppError("INVALID_INPUT", `A trait of type ${type} is not shown like this.`, { format: ["Choose another format."] });
}

/**
 * Deletes a trait everywhere: its line now, and from every customer as soon as a job has gone through all of them. What uses it must let go
 * of it first. What is told from here on is a trait anew.
 */
export async function deleteTrait(scope: Scope, key: string): Promise<void> {
  requireGrant(scope, "traits:write");
  if (key === "email") throw new AppError("CONFLICT", "An email address says who somebody is, so this trait cannot be deleted.");
  await strike(scope, async (tx) => {
    const before = await findTrait(tx, key);
    refuseUsed(key, await usageOfTrait(tx, key));
    await tx.db.delete(traitKeys).where(theTrait(tx, key));
    await record(tx, "trait.deleted", key, { before });
    await follow(tx, "trait/deleted", { traitId: key, at: tx.clock.now().getTime() });
  });
}
