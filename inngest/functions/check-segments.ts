import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { findSuspects, projectsWithSegments, repairDrift } from "@/lib/segments/check";

/** Every night each segment is compared with what its rule says of everyone. What is still different a minute later is repaired and reported. */
export const checkSegments = inngest.createFunction(
  { id: "check-segments", name: "Verify every segment", triggers: [cron("30 3 * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    const projectIds = await step.run("list-projects", () => acrossProjects(projectsWithSegments));
    for (const projectId of projectIds) {
      const scope = scopeForJob(projectId, "check-segments");
      const suspects = await step.run(`compare-${projectId}`, () => findSuspects(scope));
      if (suspects.length === 0) continue;
      await step.sleep(`settle-${projectId}`, "1m");
      for (const suspect of suspects) await step.run(`repair-${suspect.segmentId}`, () => repairDrift(scope, suspect));
    }
  },
);
