import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { flipDue, lookForDue } from "@/lib/segments/due";

/** Time passes: those whose moment has come enter and leave. Within its minute it sleeps until the next such moment, if there is one. */
export const flipDueSegments = inngest.createFunction(
  { id: "flip-due-segments", name: "Update segments as time passes", triggers: [cron("* * * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    for (let look = 1; ; look++) {
      const { projectIds, again } = await step.run(`look-${look}`, () => acrossProjects((db) => lookForDue(db, systemClock)));
      for (const projectId of projectIds) {
        await step.run(`flip-${look}-${projectId}`, () => flipDue(scopeForJob(projectId, "flip-due-segments")));
      }
      if (again === null) return;
      await step.sleepUntil(`sleep-${look}`, again);
    }
  },
);
