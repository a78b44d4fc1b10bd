import { inngest } from "@/inngest/client";
import { webhooksHappened } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { planDeliveries } from "@/lib/webhooks/planning";

/** Something happened that webhooks are told of: each gets its delivery. */
export const planWebhookDeliveries = inngest.createFunction(
  {
    id: "plan-deliveries",
    name: "Queue webhook deliveries",
    triggers: [webhooksHappened],
    concurrency: { key: "event.data.projectId", limit: 2 },
  },
  async ({ event, step }) => {
    const { projectId, kind, ids } = event.data;
    return step.run("plan", () => planDeliveries(scopeForJob(projectId, "plan-deliveries"), kind, ids));
  },
);
