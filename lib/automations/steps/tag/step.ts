import type { StepKind } from "@/lib/automations/steps/kind";
import type { TagStep } from "@/lib/automations/steps/tag/schema";
import { tagsExist } from "@/lib/tags/names";
import { tagCustomer, untagCustomer } from "@/lib/tags/tagging";

export const tag: StepKind<TagStep> = {
  sentence({ tagId, on }, { tags }) {
    const name = tags.get(tagId ?? "");
    return `${on ? "Add" : "Remove"} ${name ? `the tag “${name}”` : "a tag"}`;
  },

  async problems(scope, { tagId }) {
    if (!tagId) return ["This step names no tag. Choose one."];
    return (await tagsExist(scope, [tagId])) ? [] : ["The tag of this step no longer exists. Choose another."];
  },

  /** Doing it twice changes nothing. */
  async take(scope, { run, step }) {
    if (!step.tagId) throw new Error(`Step ${step.id} went live without a tag.`);
    const { name, changed } = await (step.on ? tagCustomer : untagCustomer)(scope, { customerId: run.customerId, tagId: step.tagId });
    if (!changed) return { next: "go_on", outcome: step.on ? `Had the tag “${name}” already` : `Did not have the tag “${name}”` };
    return { next: "go_on", outcome: step.on ? `Added the tag “${name}”` : `Removed the tag “${name}”` };
  },
};
