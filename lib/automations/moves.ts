import "server-only";
import { type Automation, automations } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { getAutomation, theAutomation } from "@/lib/automations/queries";
import type { AutomationStatus } from "@/lib/automations/schema";
import { mayBecome } from "@/lib/automations/transitions";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** The automation as it is and stays until this transaction ends. Starting and advancing runs wait for it. */
export async function lockAutomation(tx: Scope, id: string): Promise<Automation> {
  await tx.db.select({ id: automations.id }).from(automations).where(theAutomation(tx, id)).for("update");
  return getAutomation(tx, id);
}

/** One step along the transitions, on the record. `before` is the locked row. */
export async function moveTo(tx: Scope, before: Automation, to: AutomationStatus, also: Partial<Automation> = {}): Promise<Automation> {
  if (!mayBecome(before.status, to)) throw new AppError("CONFLICT", `"${before.name}" is ${before.status}, so it cannot become ${to}.`);
  return change(tx, before, `automation.${to}`, { ...NOTHING_HELD, ...also, status: to });
}

const NOTHING_HELD = { pausedBecause: null, pausedAt: null, entriesStoppedAt: null };

/** Writes a change of a locked automation together with its record. */
export async function change(tx: Scope, before: Automation, verb: `automation.${string}`, set: Partial<Automation>): Promise<Automation> {
  const [after] = await tx.db
    .update(automations)
    .set({ ...set, updatedAt: tx.clock.now() })
    .where(theAutomation(tx, before.id))
    .returning();
  if (!after) throw new Error(`Automation ${before.id} was locked and is gone.`);
  await record(tx, verb, after.id, { before, after });
  return after;
}
