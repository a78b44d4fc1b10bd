import { inngest } from "@/inngest/client";
import { deliveryDue } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { attemptDelivery } from "@/lib/webhooks/delivering";

/** Tries one delivery to a webhook. What failed has promised its next attempt by itself. */
export const deliver = inngest.createFunction(
  {
    id: "deliver",
    name: "Deliver a webhook",
    triggers: [deliveryDue],
    concurrency: [
      { key: "event.data.webhookId", limit: 2 }, // a slow address holds up its own deliveries and no others
      { key: "event.data.projectId", limit: 10 },
    ],
  },
  async ({ event, step }) => {
    const { projectId, deliveryId } = event.data;
    return step.run("attempt", () => attemptDelivery(scopeForJob(projectId, "deliver"), deliveryId));
  },
);
