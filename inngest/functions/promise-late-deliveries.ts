import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { projectsWithLateDeliveries, promiseLateDeliveries } from "@/lib/webhooks/overdue";

/** Finds deliveries to webhooks that were forgotten and promises them again. */
export const promiseForgottenDeliveries = inngest.createFunction(
  {
    id: "promise-late-deliveries",
    name: "Recover missed webhook deliveries",
    triggers: [cron("*/5 * * * *")],
    concurrency: { limit: 1 },
  },
  async ({ step }) => {
    const projectIds = await step.run("find", () => acrossProjects((db) => projectsWithLateDeliveries(db, systemClock)));
    for (const projectId of projectIds) {
      await step.run(`promise-${projectId}`, () => promiseLateDeliveries(scopeForJob(projectId, "promise-late-deliveries")));
    }
  },
);
