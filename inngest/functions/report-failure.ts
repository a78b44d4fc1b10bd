import { inngest } from "@/inngest/client";
import { log } from "@/lib/log";

/**
 * The failure path of every function: what failed for good is told to whoever operates this, once, with its function and run. It stays under
 * Jobs (or on the Inngest server) with its error and what it was given, and can be begun anew from there.
 */
export const reportFailure = inngest.createFunction(
  {
    id: "report-failure",
    name: "Report failed jobs",
    triggers: [{ event: "inngest/function.failed" }],
    concurrency: { limit: 5 },
  },
  ({ event, step }) =>
    step.run("report", () => {
      const { function_id, run_id, error } = event.data;
      log.error({ function: function_id, run: run_id, error: error.message }, "A job failed for good. It can be begun anew under Jobs.");
    }),
);
