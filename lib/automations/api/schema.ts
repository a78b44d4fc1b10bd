import { z } from "zod";
import { AUTOMATION_STATUSES, AutomationId, Flow, PAUSE_REASONS, RUN_STATUSES, STEP_COUNTS } from "@/lib/automations/schema";
import { ListInput, listOf, UnsearchedInput } from "@/lib/paging/schema";

export const ListAutomations = ListInput.extend({ status: z.enum(AUTOMATION_STATUSES).optional() });
export const ListRuns = UnsearchedInput.extend({
  ...AutomationId.shape,
  status: z.enum(RUN_STATUSES).optional(),
  step: z.string().max(40).optional(),
  what: z.enum(STEP_COUNTS).optional().describe("With `step`: those behind one of its numbers. Left out: who is there now."),
});

/** An automation as the API shows it: `flow` is its draft, and what runs is `live_version`. */
export const ShownAutomation = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(AUTOMATION_STATUSES),
  flow: Flow,
  live_version: z.number().int().nullable(),
  unpublished_changes: z.boolean(),
  paused_because: z.enum(PAUSE_REASONS).nullable(),
  entries: z.enum(["open", "stopped"]).describe("Whether a live automation lets people in."),
  in_progress: z.number().int(),
  entered_30d: z.number().int(),
  done: z.number().int(),
  exited: z.number().int().describe("How many left before the end."),
  failed: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ShownAutomation = z.infer<typeof ShownAutomation>;
export const ShownAutomations = listOf(ShownAutomation);

/** One customer's way through: at `step` now, going on at `due_at`. */
export const ShownRun = z.object({
  id: z.string(),
  customer: z.string(),
  version: z.number().int(),
  status: z.enum(RUN_STATUSES),
  step: z.string().nullable(),
  due_at: z.iso.datetime().nullable(),
  problem: z.string().nullable(),
  entered_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  ended_because: z.string().nullable(),
});
export type ShownRun = z.infer<typeof ShownRun>;
export const ShownRuns = listOf(ShownRun);
