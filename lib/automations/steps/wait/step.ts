import { waitInWords, type WaitStep } from "@/lib/automations/steps/wait/schema";
import type { StepKind } from "@/lib/automations/steps/kind";

export const wait: StepKind<WaitStep> = {
  sentence: ({ minutes }) => `Wait ${waitInWords(minutes)}`,
  async take(_, { step, at, began }) {
    const length = waitInWords(step.minutes);
    if (began) return { next: "go_on", outcome: `Waited ${length}` };
    const until = new Date(at.getTime() + step.minutes * 60_000);
    return { next: "stay", outcome: `Began to wait ${length}`, until, detail: { until: until.toISOString() } };
  },
};
