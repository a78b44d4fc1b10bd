import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Automation, automationRuns } from "@/db/schema";
import { interestsOf } from "@/lib/automations/going-live";
import { change, lockAutomation, moveTo } from "@/lib/automations/moves";
import { getVersion } from "@/lib/automations/queries";
import { settleHeld } from "@/lib/automations/overdue";
import { type Overdue, UNFINISHED } from "@/lib/automations/schema";
import { wakeHeld } from "@/lib/automations/waking";
import { AppError } from "@/lib/errors";
import { listenTo } from "@/lib/listeners/commands";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Holds everybody where they are and lets nobody in. What is being handed over at this moment still goes out. */
export function pause(scope: Scope, id: string): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const paused = await moveTo(tx, await lockAutomation(tx, id), "paused", { pausedBecause: "by_hand", pausedAt: tx.clock.now() });
    await listenTo(tx, id, []);
    return paused;
  });
}

/**
 * Goes on with the live version, and with those who were held as `overdue` says: those whose time came meanwhile continue now, unless
 * somebody chose otherwise. It is also the answer "yes" to one that asked before sending.
 */
export function resume(scope: Scope, id: string, overdue: Overdue = "now"): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.status !== "paused")
      throw new AppError("CONFLICT", `"${before.name}" is ${before.status}; only a paused automation can be resumed.`);
    const flow = await getVersion(tx, id, before.liveVersion ?? 0);
    if (!flow) throw new Error(`Automation ${id} is paused and has no version.`);
    const answered = before.pausedBecause === "first_real_email";
    const live = await moveTo(tx, before, "live", answered ? { asksBeforeSending: false } : {});
    await listenTo(tx, id, interestsOf(flow));
    await settleHeld(tx, before, overdue);
    await wakeHeld(tx, id);
    return live;
  });
}

/** Lets nobody in any more, while those who are in it go on as they would. */
export const stopEntries = (scope: Scope, id: string): Promise<Automation> => setEntries(scope, id, false);

/** Lets people in again. What happened meanwhile starts nobody. */
export const openEntries = (scope: Scope, id: string): Promise<Automation> => setEntries(scope, id, true);

function setEntries(scope: Scope, id: string, open: boolean): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.status !== "live")
      throw new AppError("CONFLICT", `"${before.name}" is ${before.status}; only a live automation lets people in.`);
    if (open === (before.entriesStoppedAt === null)) return before;
    const flow = await getVersion(tx, id, before.liveVersion ?? 0);
    await listenTo(tx, id, open && flow ? interestsOf(flow) : []);
    const verb = open ? "automation.entries_opened" : "automation.entries_stopped";
    return change(tx, before, verb, { entriesStoppedAt: open ? null : tx.clock.now() });
  });
}

/** Ends an automation for good: nobody enters, and those under way leave it where they are. Its history stays. */
export function archive(scope: Scope, id: string): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const archived = await moveTo(tx, await lockAutomation(tx, id), "archived");
    await listenTo(tx, id, []);
    const { projectId, automationId, status } = automationRuns;
    await tx.db
      .update(automationRuns)
      .set({ status: "exited", dueAt: null, endedAt: tx.clock.now(), endedBecause: "The automation was archived." })
      .where(and(eq(projectId, tx.projectId), eq(automationId, id), inArray(status, UNFINISHED)));
    return archived;
  });
}

/**
 * Pauses an automation that is about to write to real people for the first time, until somebody says that it may.
 * It goes on taking people in. Answers whether it holds now: the question may have been answered in the meantime.
 */
export const askBeforeSending = (scope: Scope, id: string): Promise<boolean> =>
  inTransaction(scope, async (tx) => {
    const before = await lockAutomation(tx, id);
    if (before.status !== "live") return true;
    if (!before.asksBeforeSending) return false;
    await moveTo(tx, before, "paused", { pausedBecause: "first_real_email", pausedAt: tx.clock.now() });
    return true;
  });
