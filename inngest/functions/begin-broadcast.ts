import { inngest } from "@/inngest/client";
import { broadcastDue } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { beginSending } from "@/lib/broadcasts/sending";

const LOOKS = 120; // ten minutes for a segment to be filled; whoever tends to broadcasts looks again

/** A broadcast is due: its people are frozen and a run is promised for each slice. It waits while a segment of its audience is being filled. */
export const beginBroadcast = inngest.createFunction(
  {
    id: "begin-broadcast",
    name: "Start a broadcast",
    triggers: [broadcastDue],
    concurrency: { key: "event.data.projectId", limit: 2 },
  },
  async ({ event, step }) => {
    const { projectId, broadcastId } = event.data;
    const scope = scopeForJob(projectId, "begin-broadcast");
    for (let look = 1; look <= LOOKS; look++) {
      if (await step.run(`begin-${look}`, () => beginSending(scope, broadcastId))) return;
      await step.sleep(`wait-${look}`, "5s");
    }
  },
);
