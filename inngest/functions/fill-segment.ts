import { inngest } from "@/inngest/client";
import { segmentChanged } from "@/inngest/events";
import { scopeForJob } from "@/lib/auth/gates";
import { fillPart, versionToFill } from "@/lib/segments/fill";

/** A segment is new, or its rule is: it is asked of everyone, a part of them at a time. */
export const fillSegment = inngest.createFunction(
  { id: "fill-segment", name: "Fill a segment", triggers: [segmentChanged], concurrency: { key: "event.data.projectId", limit: 1 } },
  async ({ event, step }) => {
    const { projectId, segmentId } = event.data;
    const scope = scopeForJob(projectId, "fill-segment");
    const version = await step.run("find-version", () => versionToFill(scope, segmentId));
    if (version === null) return;
    let after: number | null = 0;
    for (let part = 1; after !== null; part++) {
      const from: number = after;
      after = await step.run(`fill-${part}`, () => fillPart(scope, segmentId, version, from));
    }
  },
);
