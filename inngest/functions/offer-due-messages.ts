import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { AT_ONCE, offerDue, projectsWithDueMessages } from "@/lib/messages/due";

const PARTS = 50; // a minute later comes the next round

/** Every minute, goes on with messages that were claimed and then left, so that a claim is a promise whoever made it. */
export const offerDueMessages = inngest.createFunction(
  { id: "offer-due-messages", name: "Resume interrupted messages", triggers: [cron("* * * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    const projectIds = await step.run("find-projects", () => acrossProjects((db) => projectsWithDueMessages(db, systemClock)));
    for (const projectId of projectIds) {
      const scope = scopeForJob(projectId, "offer-due-messages");
      let settled = AT_ONCE;
      for (let part = 1; settled === AT_ONCE && part <= PARTS; part++) {
        settled = await step.run(`offer-${projectId}-${part}`, () => offerDue(scope));
      }
    }
  },
);
