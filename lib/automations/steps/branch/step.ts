import type { Step } from "@/lib/automations/schema";
import type { BranchStep } from "@/lib/automations/steps/branch/schema";
import type { StepKind } from "@/lib/automations/steps/kind";
import { tagsIn } from "@/lib/segments/interests";
import { matchesRule } from "@/lib/segments/queries";
import { ruleSentence } from "@/lib/segments/sentence/schema";
import { tagsExist } from "@/lib/tags/names";

export const branch: StepKind<BranchStep<Step>> = {
  sentence: ({ rule }, { tags }) => (rule ? `If ${ruleSentence(rule, tags)}` : "If …"),
  async problems(scope, { rule }) {
    if (!rule) return ["This branch has no condition. Say who goes which way."];
    return (await tagsExist(scope, tagsIn(rule))) ? [] : ["A tag in this branch's condition no longer exists. Choose another."];
  },
  async take(scope, { run, step }) {
    if (!step.rule) throw new Error(`Branch ${step.id} went live without a rule.`);
    const matches = await matchesRule(scope, step.rule, run.customerId);
    const lane = matches ? "yes" : "no";
    return {
      next: "go_on",
      lane,
      outcome: matches ? "Matched: went the way of Yes" : "Did not match: went the way of No",
      detail: { lane },
    };
  },
};
