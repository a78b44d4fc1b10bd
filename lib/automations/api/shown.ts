import "server-only";
import type { Automation } from "@/db/schema";
import type { ShownAutomation, ShownRun } from "@/lib/automations/api/schema";
import { hasUnpublishedChanges } from "@/lib/automations/queries";
import { NOBODY, type Run, type Tally } from "@/lib/automations/runs";

/** An automation as the API shows it. */
export function shownAutomation(automation: Automation, tally: Tally = NOBODY): ShownAutomation {
  return {
    id: automation.id,
    name: automation.name,
    status: automation.status,
    flow: automation.draft,
    live_version: automation.liveVersion,
    unpublished_changes: hasUnpublishedChanges(automation),
    paused_because: automation.pausedBecause,
    entries: automation.entriesStoppedAt ? "stopped" : "open",
    in_progress: tally.inProgress,
    entered_30d: tally.entered30d,
    done: tally.done,
    exited: tally.exited,
    failed: tally.failed,
    created_at: automation.createdAt.toISOString(),
    updated_at: automation.updatedAt.toISOString(),
  };
}

/** A run as the API shows it. */
export function shownRun(run: Run): ShownRun {
  return {
    id: run.id,
    customer: run.customerId,
    version: run.version,
    status: run.status,
    step: run.nodeId,
    due_at: run.dueAt?.toISOString() ?? null,
    problem: run.lastError,
    entered_at: run.enteredAt.toISOString(),
    ended_at: run.endedAt?.toISOString() ?? null,
    ended_because: run.endedBecause,
  };
}
