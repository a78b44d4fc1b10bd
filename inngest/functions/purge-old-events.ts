import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects, scopeForJob } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import * as retention from "@/lib/events/retention";

const BATCHES = 100; // of a name in one night; the next night goes on

/** Every night removes what projects do not want to keep any longer, in small batches, and writes down how much it was. */
export const purgeOldEvents = inngest.createFunction(
  { id: "purge-old-events", name: "Delete data past its retention", triggers: [cron("15 4 * * *")], concurrency: { limit: 1 } },
  async ({ step }) => {
    const projectIds = await step.run("find-projects", () => acrossProjects((db) => retention.projectsToPurge(db, systemClock)));
    const inBatches = async (name: string, purge: () => Promise<number>) => {
      let [all, last] = [0, retention.BATCH];
      for (let part = 1; last === retention.BATCH && part <= BATCHES; part++) {
        last = await step.run(`${name}-${part}`, purge);
        all += last;
      }
      return all;
    };
    for (const id of projectIds) {
      const scope = scopeForJob(id, "purge-old-events");
      const look = async () => ({ before: await retention.oldestKept(scope), names: await retention.namesOfEvents(scope) });
      const { before, names } = await step.run(`look-${id}`, look);
      const removed = { before, events: 0, sightings: 0, rejections: 0 };
      if (before) {
        for (const [n, name] of names.entries())
          removed.events += await inBatches(`events-${id}-${n}`, () => retention.purgeEvents(scope, name, before));
        removed.sightings = await inBatches(`sightings-${id}`, () => retention.purgeSightings(scope, before));
      }
      removed.rejections = await inBatches(`rejections-${id}`, () => retention.purgeRejections(scope));
      await step.run(`record-${id}`, () => retention.recordPurge(scope, removed));
    }
  },
);
