import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { projectsWithStandstill, wakeStandstill } from "@/lib/broadcasts/standstill";
import { systemClock } from "@/lib/clock";

/** Finds broadcasts that should have begun, or gone on, and did not, and wakes them again. */
export const tendBroadcasts = inngest.createFunction(
  { id: "tend-broadcasts", name: "Resume stalled broadcasts", triggers: [cron("*/5 * * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    const projectIds = await step.run("find", () => acrossProjects((db) => projectsWithStandstill(db, systemClock.now())));
    for (const projectId of projectIds) {
      await step.run(`wake-${projectId}`, () => wakeStandstill(scopeForJob(projectId, "tend-broadcasts")));
    }
  },
);
