import { z } from "zod";
import { SegmentRule } from "@/lib/segments/schema";

export const AUTOMATION_STATUSES = ["draft", "live", "paused", "archived"] as const;
export type AutomationStatus = (typeof AUTOMATION_STATUSES)[number];

export const RUN_STATUSES = ["active", "waiting", "done", "exited", "failed"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const Trigger = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: z.string().min(1).max(200) }),
  z.strictObject({ type: z.literal("segment_entered"), segmentId: z.string().min(1) }),
]);
export type Trigger = z.infer<typeof Trigger>;

const node = { id: z.string().min(1).max(40) };

/** One node of a flow. A branch holds its two ways; after either, the flow goes on with what follows the branch. */
export type Step =
  | { id: string; type: "email"; templateId: string; transactional: boolean; templateVersion?: number | undefined }
  | { id: string; type: "wait"; minutes: number }
  | { id: string; type: "branch"; rule: SegmentRule; yes: Step[]; no: Step[] };

export const Step: z.ZodType<Step> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.strictObject({
      ...node,
      type: z.literal("email"),
      templateId: z.string().min(1),
      transactional: z.boolean(),
      templateVersion: z.number().int().min(1).optional(),
    }),
    z.strictObject({ ...node, type: z.literal("wait"), minutes: z.number().int().min(1).max(525_600) }),
    z.strictObject({ ...node, type: z.literal("branch"), rule: SegmentRule, yes: z.array(Step), no: z.array(Step) }),
  ]),
);

export const Flow = z.strictObject({
  trigger: Trigger.nullable(),
  entry: z.enum(["once", "every_time"]),
  steps: z.array(Step).max(100),
});
export type Flow = z.infer<typeof Flow>;
