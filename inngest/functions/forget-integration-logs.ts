import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { forgetWork } from "@/lib/integrations/work";
import { forgetDeliveries } from "@/lib/webhooks/overdue";

const PARTS = 50; // the next night goes on

/** Every night, the logs of integrations and webhooks lose what is older than 30 days. */
export const forgetIntegrationLogs = inngest.createFunction(
  {
    id: "forget-integration-logs",
    name: "Delete old integration logs",
    triggers: [cron("10 4 * * *")],
    concurrency: { limit: 1 },
  },
  async ({ step }) => {
    for (const [name, forget] of [["deliveries", forgetDeliveries] as const, ["work", forgetWork] as const]) {
      let isMore = true;
      for (let part = 1; isMore && part <= PARTS; part++) {
        isMore = await step.run(`${name}-${part}`, () => acrossProjects((db) => forget(db, systemClock)));
      }
    }
  },
);
