import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { projectsWithOverdue, wakeOverdue } from "@/lib/automations/waking";
import { systemClock } from "@/lib/clock";

/** Finds runs whose wake was lost and wakes them again. */
export const wakeOverdueRuns = inngest.createFunction(
  { id: "wake-overdue-runs", name: "Recover overdue waits", triggers: [cron("*/5 * * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    const projectIds = await step.run("find", () => acrossProjects((db) => projectsWithOverdue(db, systemClock.now())));
    for (const projectId of projectIds) {
      await step.run(`wake-${projectId}`, () => wakeOverdue(scopeForJob(projectId, "wake-overdue-runs")));
    }
  },
);
