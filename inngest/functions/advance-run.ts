import { inngest } from "@/inngest/client";
import { runStarted, runWake } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { advanceAll, type Party } from "@/lib/automations/advancing";

/** Takes runs on until each waits or ends; each wait has promised the wake that ends it. It knows the order of the steps and nothing else. */
export const advanceRun = inngest.createFunction(
  {
    id: "advance-run",
    name: "Advance automations",
    triggers: [runStarted, runWake],
    concurrency: { key: "event.data.projectId", limit: 5 },
  },
  async ({ event, step }) => {
    const { projectId, ...party } = event.data;
    const scope = scopeForJob(projectId, "advance-run");

    const takeOn = async (name: string, whom: Party) => {
      let { goOn, early } = await step.run(name, () => advanceAll(scope, whom));
      for (let n = 2; goOn.length > 0; n++) {
        const runIds = goOn;
        ({ goOn } = await step.run(`${name}-${n}`, () => advanceAll(scope, { runIds })));
      }
      return early;
    };
    const early = await takeOn("visit", party);
    if (!early) return;
    await step.sleepUntil("until-due", early.until); // the wake came before its time, as where clocks differ
    await takeOn("visit-when-due", { runIds: early.runIds });
  },
);
