import { inngest } from "@/inngest/client";
import { eventTypeDeleted } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { forgetEvents } from "@/lib/events/catalogue/commands";

/** An event was struck from the catalogue: its history goes, a part at a time. */
export const forgetEventType = inngest.createFunction(
  {
    id: "forget-event-type",
    name: "Delete an event’s history",
    triggers: [eventTypeDeleted],
    concurrency: { key: "event.data.projectId", limit: 1 },
  },
  async ({ event, step }) => {
    const { projectId, eventTypeId: name, before } = event.data;
    const scope = scopeForJob(projectId, "forget-event-type");
    for (let part = 1, more = true; more; part++) more = await step.run(`forget-${part}`, () => forgetEvents(scope, name, before));
  },
);
