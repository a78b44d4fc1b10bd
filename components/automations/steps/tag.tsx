"use client";

import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { BuilderChoices } from "@/lib/automations/schema";
import type { TagStep } from "@/lib/automations/steps/tag/schema";

const WAYS = [
  { value: "on", label: "Add" },
  { value: "off", label: "Remove" },
];

export function tagWords({ tagId, on }: TagStep, { tags }: BuilderChoices): Told {
  const name = tags.find(({ id }) => id === tagId)?.name;
  return { says: name ? `${on ? "Add" : "Remove"} “${name}”` : "" };
}

export function TagFields({ step }: { step: TagStep }) {
  const { choices, readOnly, change } = useBuilder();
  const tags = choices.tags.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-wrap gap-3">
      <Field label="What to do" className="w-32" disabled={readOnly}>
        <Select
          options={WAYS}
          value={step.on ? "on" : "off"}
          disabled={readOnly}
          onChange={(event) => change({ ...step, on: event.target.value === "on" })}
        />
      </Field>
      <Field
        label="Tag"
        className="w-56"
        disabled={readOnly}
        description={tags.length === 0 ? "There are no tags yet. Make one under Tags." : undefined}
      >
        <Select
          options={[{ value: "", label: "Choose a tag" }, ...tags]}
          value={step.tagId ?? ""}
          disabled={readOnly}
          onChange={(event) => change({ ...step, tagId: event.target.value || null })}
        />
      </Field>
    </div>
  );
}
