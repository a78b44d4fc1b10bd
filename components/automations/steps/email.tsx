"use client";

import { Link } from "@/components/ui/link";
import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { BuilderChoices } from "@/lib/automations/schema";
import { type EmailStep, isTracked } from "@/lib/automations/steps/email/schema";

export function emailWords(step: EmailStep, { templates }: BuilderChoices): Told {
  const { templateId, transactional, smartSending } = step;
  const isUsual = isTracked(step) !== transactional;
  return {
    says: templates.find(({ id }) => id === templateId)?.name ?? "",
    differs: [
      transactional && "transactional",
      !transactional && smartSending === false && "without Smart Sending",
      !isUsual && (transactional ? "tracked" : "not tracked"),
    ],
  };
}

export function EmailFields({ step }: { step: EmailStep }) {
  const { choices, project, readOnly, change } = useBuilder();
  const templates = choices.templates.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-col gap-3">
      <Field label="Template" disabled={readOnly}>
        <Select
          options={[{ value: "", label: "Choose a template" }, ...templates]}
          value={step.templateId ?? ""}
          disabled={readOnly}
          onChange={(event) => change({ ...step, templateId: event.target.value || null })}
        />
      </Field>
      {step.templateId && (
        <Link href={`/${project}/templates/${step.templateId}`} className="self-start text-sm underline">
          Open and preview
        </Link>
      )}
      <Checkbox checked={step.transactional} disabled={readOnly} onCheckedChange={(transactional) => change({ ...step, transactional })}>
        <span className="text-sm">Transactional: also sent to people who unsubscribed, such as a receipt</span>
      </Checkbox>
      {!step.transactional && (
        <Checkbox
          checked={step.smartSending ?? true}
          disabled={readOnly}
          onCheckedChange={(smartSending) => change({ ...step, smartSending })}
        >
          <span className="text-sm">Smart Sending: skip people who got another email recently</span>
        </Checkbox>
      )}
      <Checkbox checked={isTracked(step)} disabled={readOnly} onCheckedChange={(tracking) => change({ ...step, tracking })}>
        <span className="text-sm">
          Track opens and clicks <span className="text-soft">With a tracking pixel and redirected links.</span>
        </span>
      </Checkbox>
    </div>
  );
}
