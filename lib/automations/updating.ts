import "server-only";
import type { Automation } from "@/db/schema";
import { renameAutomation, saveDraft } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { archive, openEntries, pause, resume, stopEntries } from "@/lib/automations/holding";
import { getAutomation, hasUnpublishedChanges } from "@/lib/automations/queries";
import type { Overdue, UpdateAutomation } from "@/lib/automations/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Changes what is named, all of it or nothing. Saying what is so already changes nothing. */
export async function updateAutomation(scope: Scope, { id, name, flow, status, overdue, entries }: UpdateAutomation): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    if (name !== undefined) await renameAutomation(tx, { id, name });
    if (flow !== undefined) await saveDraft(tx, { id, flow });
    const automation = await getAutomation(tx, id);
    const moved = status === undefined ? automation : await become(tx, automation, status, overdue);
    if (entries === undefined) return moved;
    return entries === "open" ? openEntries(tx, id) : stopEntries(tx, id);
  });
}

function become(tx: Scope, automation: Automation, status: "live" | "paused" | "archived", overdue?: Overdue): Promise<Automation> {
  const { id, status: is } = automation;
  if (status === "live" && is === "paused" && !hasUnpublishedChanges(automation)) return resume(tx, id, overdue);
  if (status === "live" && (is !== "live" || hasUnpublishedChanges(automation))) return goLive(tx, id);
  if (status === is) return Promise.resolve(automation);
  return status === "archived" ? archive(tx, id) : pause(tx, id);
}
