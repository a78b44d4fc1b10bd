import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, ne } from "drizzle-orm";
import { type Automation, automations } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { change, lockAutomation } from "@/lib/automations/moves";
import type { NewAutomation, SaveDraft } from "@/lib/automations/schema";
import { AppError } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Adds an automation as a draft: nothing happens before it goes live. Its name is unique within the project. */
export async function createAutomation(scope: Scope, { name, flow, asksBeforeSending = false }: NewAutomation): Promise<Automation> {
  requireGrant(scope, "automations:write");
  const now = scope.clock.now();
  return inTransaction(scope, async (tx) => {
    const [automation] = await tx.db
      .insert(automations)
      .values({ projectId: tx.projectId, name, draft: flow, asksBeforeSending, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: [automations.projectId, automations.name] })
      .returning();
    if (!automation) throw nameTaken(name);
    await record(tx, "automation.created", automation.id, { after: automation });
    return automation;
  });
}

/**
 * Keeps what is being edited. What is live goes on as it was until the draft is published.
 * A draft that was changed by somebody else since `revision` is not overwritten; what is kept already may be said again.
 */
export async function saveDraft(scope: Scope, { id, flow, revision }: SaveDraft): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.status === "archived") throw new AppError("CONFLICT", "This automation is archived. Duplicate it to continue.");
    if (isDeepStrictEqual(flow, before.draft)) return before;
    if (revision !== undefined && revision !== before.revision) {
      throw new AppError("CONFLICT", "Somebody else has changed this automation since you opened it. Reload to see their changes.");
    }
    return change(tx, before, "automation.edited", { draft: flow, revision: before.revision + 1 });
  });
}

export async function renameAutomation(scope: Scope, { id, name }: { id: string; name: string }): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.name === name) return before;
    if (await isNameTaken(tx, id, name)) throw nameTaken(name);
    return change(tx, before, "automation.renamed", { name });
  });
}

/** Deletes a draft that never went live. What was live is archived: what it did to people stays told. */
export async function deleteAutomation(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "automations:write");
  await inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.liveVersion !== null) throw new AppError("CONFLICT", `“${before.name}” was live. Archive it instead.`);
    await tx.db.delete(automations).where(and(eq(automations.projectId, tx.projectId), eq(automations.id, id)));
    await record(tx, "automation.deleted", id, { before });
  });
}

/** A new draft with the same flow. */
export async function duplicateAutomation(scope: Scope, id: string): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const { name, draft } = await lockAutomation(tx, id);
    for (let n = 1; ; n++) {
      const copy = `${name} (copy${n === 1 ? "" : ` ${n}`})`;
      if (!(await isNameTaken(tx, id, copy))) return createAutomation(tx, { name: copy, flow: draft });
    }
  });
}

async function isNameTaken({ db, projectId }: Scope, id: string, name: string): Promise<boolean> {
  const [other] = await db
    .select({ id: automations.id })
    .from(automations)
    .where(and(eq(automations.projectId, projectId), eq(automations.name, name), ne(automations.id, id)));
  return other !== undefined;
}

const nameTaken = (name: string) =>
  new AppError("CONFLICT", `There is already an automation called "${name}". Choose another name.`, { name: ["This name is taken."] });
