import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";
import { SegmentRule } from "@/lib/segments/schema";

/** Two ways, chosen by whether the customer matches a rule now; after either, the flow goes on with what follows the branch. */
export interface BranchStep<S> {
  id: string;
  type: "branch";
  rule: SegmentRule | null;
  yes: S[];
  no: S[];
}

export const branchStep = <S extends z.ZodType>(step: S) =>
  z.strictObject({
    id: StepId,
    type: z.literal("branch"),
    rule: SegmentRule.nullable(),
    yes: z.array(step).max(50, "A lane has 50 steps at most."),
    no: z.array(step).max(50, "A lane has 50 steps at most."),
  });

export const freshBranch = (id: string): BranchStep<never> => ({ id, type: "branch", rule: null, yes: [], no: [] });

export const branchLanes = <S>(step: BranchStep<S>) => [
  { key: "yes", label: "Yes", steps: step.yes },
  { key: "no", label: "No", steps: step.no },
];
