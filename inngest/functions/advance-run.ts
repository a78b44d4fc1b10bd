import { inngest } from "@/inngest/client";
import { runStarted, runWake } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { advance } from "@/lib/automations/advancing";

/** Takes a run on until it waits or ends; each wait has promised the wake that ends it. It knows the order of the steps and nothing else. */
export const advanceRun = inngest.createFunction(
  {
    id: "advance-run",
    name: "Take a person on in an automation",
    triggers: [runStarted, runWake],
    concurrency: { key: "event.data.projectId", limit: 10 },
  },
  async ({ event, step }) => {
    const { projectId, runId } = event.data;
    const scope = scopeForJob(projectId, "advance-run");

    let now = await step.run("visit", () => advance(scope, runId));
    // A wake may come a little early, where clocks differ: then this one stays. One for an earlier visit has nothing left to do.
    if (now.state === "waits" && "visit" in event.data && event.data.visit === now.visit) {
      await step.sleepUntil("until-due", now.until);
      now = await step.run("visit-when-due", () => advance(scope, runId));
    }
    for (let n = 2; now.state === "goes_on"; n++) now = await step.run(`visit-${n}`, () => advance(scope, runId));
  },
);
