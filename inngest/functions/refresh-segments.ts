import { inngest } from "@/inngest/client";
import { customersTouched } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { refreshCustomers } from "@/lib/segments/refresh";

/** Something became known of customers that segments depend on: they enter and leave. */
export const refreshSegments = inngest.createFunction(
  {
    id: "refresh-segments",
    name: "Update segments for changed customers",
    triggers: [customersTouched],
    concurrency: { key: "event.data.projectId", limit: 1 }, // in turn, so that a look that tells nobody does not overtake one that does
  },
  async ({ event, step }) => {
    const { projectId, customerIds, live = true } = event.data;
    return step.run("refresh", () => refreshCustomers(scopeForJob(projectId, "refresh-segments"), customerIds, { live }));
  },
);
