import { inngest } from "@/inngest/client";
import { sliceDue } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { sendBatch } from "@/lib/broadcasts/send";
import { batchesOf, endSlice } from "@/lib/broadcasts/slices";

/**
 * Sends one slice of a broadcast, at most 100 batches. Where only some people of a batch are asked to wait, it goes on, and another run comes
 * back to them. It knows the order of the steps and nothing else.
 */
export const sendSlice = inngest.createFunction(
  { id: "send-slice", name: "Send part of a broadcast", triggers: [sliceDue], concurrency: { key: "event.data.projectId", limit: 4 } },
  async ({ event, step }) => {
    const { projectId, slice, ...sending } = event.data;
    const scope = scopeForJob(projectId, "send-slice");

    const batches = await step.run("find-batches", () => batchesOf(scope, sending.broadcastId, slice));
    const waiting: string[] = [];
    for (const batch of batches) {
      for (let part = 1; ; part++) {
        const now = await step.run(`send-${batch}-${part}`, () => sendBatch(scope, sending, batch));
        if (now.state === "stopped") return;
        if (now.state === "settled") break;
        if (now.alone) {
          waiting.push(now.until);
          break;
        }
        await step.sleepUntil(`wait-${batch}-${part}`, now.until);
      }
    }
    const again = waiting.sort().at(-1); // when all of them may be asked about
    await step.run("end-slice", () => endSlice(scope, sending, slice, again === undefined ? undefined : new Date(again)));
  },
);
