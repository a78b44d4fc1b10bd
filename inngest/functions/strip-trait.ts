import { inngest } from "@/inngest/client";
import { traitDeleted } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { stripTrait } from "@/lib/traits/stripping";

/** A trait was deleted: it is taken from everyone, a part of them at a time. */
export const stripTraitFromAll = inngest.createFunction(
  {
    id: "strip-trait",
    name: "Delete a trait’s values",
    triggers: [traitDeleted],
    concurrency: { key: "event.data.projectId", limit: 1 },
  },
  async ({ event, step }) => {
    const { projectId, traitId: key, at } = event.data;
    const scope = scopeForJob(projectId, "strip-trait");
    let after: number | null = 0;
    for (let part = 1; after !== null; part++) {
      const from: number = after;
      after = await step.run(`strip-${part}`, () => stripTrait(scope, { key, at }, from));
    }
  },
);
