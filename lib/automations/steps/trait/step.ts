import { valueInWords, type TraitStep } from "@/lib/automations/steps/trait/schema";
import type { StepKind } from "@/lib/automations/steps/kind";
import { accepted, nameOf } from "@/lib/customers/telling";
import { recordCalls } from "@/lib/ingest/record";

export const trait: StepKind<TraitStep> = {
  sentence: ({ trait, value }) => (value === null ? `Remove the trait “${trait}”` : `Set “${trait}” to ${valueInWords(value)}`),
  problems: async (_, { trait }) => {
    if (!trait) return ["This step names no trait. Say which."];
    return trait === "email" ? ["An email address says who somebody is, so no step may change it. Choose another trait."] : [];
  },
  /** Told as any sender would tell it. Told twice, after a crash, it is the same value. */
  async take(scope, { run, step }) {
    const who = await nameOf(scope, run.customerId);
    const call = { type: "identify", passive: true, ...who, traits: { [step.trait]: step.value } } as const;
    accepted((await recordCalls(scope, [call], { source: "product" }))[0]);
    const outcome = step.value === null ? `Removed “${step.trait}”` : `Set “${step.trait}” to ${valueInWords(step.value)}`;
    return { next: "go_on", outcome };
  },
};
