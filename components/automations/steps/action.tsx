"use client";

import { Link } from "@/components/ui/link";
import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { BuilderChoices } from "@/lib/automations/schema";
import type { ActionStep } from "@/lib/automations/steps/action/schema";

const chosenFor = (step: ActionStep, { actions }: BuilderChoices) =>
  actions.find(({ integration, action }) => integration === step.integration && action === step.action);

export const actionWords = (step: ActionStep, choices: BuilderChoices): Told => ({ says: chosenFor(step, choices)?.label ?? "" });

/** What a step does through an integration; those that are not connected are told, and lead to where that is done. */
export function ActionFields({ step }: { step: ActionStep }) {
  const { choices, project, readOnly, change } = useBuilder();
  const chosen = chosenFor(step, choices);
  const options = choices.actions.map(({ integration, action, label, connected }) => ({
    value: `${integration}/${action}`,
    label: connected ? label : `${label} (not connected)`,
  }));
  const choose = (value: string) => {
    const [integration = null, action = null] = value === "" ? [] : value.split("/");
    change({ ...step, integration, action, input: {} });
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="What it does" disabled={readOnly}>
        <Select
          options={[{ value: "", label: "Choose what it does" }, ...options]}
          value={chosen ? `${chosen.integration}/${chosen.action}` : ""}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value)}
        />
      </Field>
      {chosen && !chosen.connected && (
        <Link href={`/${project}/integrations/${chosen.integration}`} className="self-start text-sm underline">
          Connect it
        </Link>
      )}
      {chosen?.fields.map(({ name, label, description, placeholder, lines }) => {
        const given = { placeholder, value: step.input[name] ?? "", disabled: readOnly, autoComplete: "off" };
        const set = (value: string) => change({ ...step, input: { ...step.input, [name]: value } });
        return (
          <Field key={name} label={label} description={description} disabled={readOnly}>
            {lines ? (
              <Textarea {...given} rows={lines} onChange={(event) => set(event.target.value)} className="font-mono text-xs" />
            ) : (
              <Input {...given} onChange={(event) => set(event.target.value)} />
            )}
          </Field>
        );
      })}
    </div>
  );
}
