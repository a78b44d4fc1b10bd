import type { ActionStep } from "@/lib/automations/steps/action/schema";
import { valuesOfRun } from "@/lib/automations/steps/action/values";
import type { StepKind, Taken } from "@/lib/automations/steps/kind";
import { act } from "@/lib/integrations/acting";
import { findRow } from "@/lib/integrations/connections";
import { findAction } from "@/lib/integrations/registry";
import type { Said } from "@/lib/integrations/schema";
import { liquidProblem } from "@/lib/templates/liquid/check";

export const action: StepKind<ActionStep> = {
  sentence: ({ integration, action: name }) => findAction(integration, name)?.action.label ?? "Use an integration",

  async problems(scope, { integration: kind, action: name, input }) {
    const found = findAction(kind, name);
    if (!found) return ["This step does nothing yet. Choose what it does."];
    const { integration, action } = found;
    const problems: string[] = [];
    if (!(await findRow(scope, integration.kind))) problems.push(`${integration.name} is not connected. Connect it under Integrations.`);
    const read = action.input.safeParse(input);
    if (!read.success) problems.push(...read.error.issues.map(({ message }) => message));
    for (const { name: field, label } of action.fields) {
      const problem = liquidProblem(input[field] ?? "");
      if (problem) problems.push(`The Liquid of “${label}” cannot be read: ${problem}`);
    }
    return problems;
  },

  async take(scope, { run, step }) {
    if (!step.integration || !step.action) throw new Error(`Action ${step.id} went live without saying what it does.`);
    const { integration, action: name, input } = step;
    const values = await valuesOfRun(scope, run);
    const said = await act(scope, { integration, action: name, input, values, key: `${run.id}/${run.visit}` });
    return taken(said, findAction(integration, name)?.integration.name ?? "The integration");
  },
};

/** A refusal is written down and people go on: what somebody else's server says must not hold them. */
function taken({ state, says }: Said, name: string): Taken {
  switch (state) {
    case "done":
      return { next: "go_on", outcome: `${name} answered: ${says}` };
    case "later":
      return { next: "later", because: `${name}: ${says}` };
    case "refused":
      return { next: "go_on", outcome: `${name} refused it: ${says}`, detail: { reason: says } };
    case "uncertain":
      return { next: "go_on", outcome: `It may have reached ${name}: ${says}`, detail: { reason: says } };
  }
}
