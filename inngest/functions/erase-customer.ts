import { inngest } from "@/inngest/client";
import { customerErased } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { eraseOn } from "@/lib/customers/erasing";

/** Somebody was erased: what is left of a long history goes, a part at a time, and their row with it. */
export const eraseHistory = inngest.createFunction(
  {
    id: "erase-customer",
    name: "Erase a customer",
    triggers: [customerErased],
    concurrency: { key: "event.data.projectId", limit: 1 },
  },
  async ({ event, step }) => {
    const { projectId, customerId } = event.data;
    const scope = scopeForJob(projectId, "erase-customer");
    for (let part = 1, more = true; more; part++) more = await step.run(`erase-${part}`, () => eraseOn(scope, customerId));
  },
);
