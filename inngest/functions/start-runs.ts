import { inngest } from "@/inngest/client";
import { eventsRecorded, segmentsMoved } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { startOnEvents, startOnSegments } from "@/lib/automations/starting";

/** Lets in those to whom something happened that a live automation begins with. */
export const startRuns = inngest.createFunction(
  { id: "start-runs", triggers: [eventsRecorded, segmentsMoved] },
  async ({ event, step }) => {
    const scope = scopeForJob(event.data.projectId, "start-runs");
    const { data } = event;
    await step.run("start", () => ("eventIds" in data ? startOnEvents(scope, data.eventIds) : startOnSegments(scope, data.changeIds)));
  },
);
