import { inngest } from "@/inngest/client";
import { eventsRecorded, segmentsMoved, tagsChanged } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { startOnEvents, startOnSegments, startOnTags } from "@/lib/automations/starting";

/** Lets in those to whom something happened that a live automation begins with. */
export const startRuns = inngest.createFunction(
  {
    id: "start-runs",
    name: "Start automations",
    triggers: [eventsRecorded, segmentsMoved, tagsChanged],
    concurrency: { key: "event.data.projectId", limit: 10 },
  },
  async ({ event, step }) => {
    const scope = scopeForJob(event.data.projectId, "start-runs");
    const { data } = event;
    await step.run("start", () => {
      if ("eventIds" in data) return startOnEvents(scope, data.eventIds);
      return "changeIds" in data ? startOnSegments(scope, data.changeIds) : startOnTags(scope, data.tagChangeIds);
    });
  },
);
