"use client";

import { useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { EventStep } from "@/lib/automations/steps/event/schema";

export function eventWords({ name, properties }: EventStep): Told {
  const many = Object.keys(properties).length;
  return { says: name && `“${name}”`, differs: [many > 0 && `with ${many === 1 ? "1 property" : `${many} properties`}`] };
}

/** What is typed stays as it is typed; only properties that can be read become the step's. */
export function EventFields({ step }: { step: EventStep }) {
  const { readOnly, change, incomplete } = useBuilder();
  const [typed, setTyped] = useState(Object.keys(step.properties).length > 0 ? JSON.stringify(step.properties, null, 2) : "");
  const type = (next: string) => {
    setTyped(next);
    const properties = propertiesIn(next);
    if (properties) change({ ...step, properties });
    else incomplete(step.id);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="Event" className="w-64" disabled={readOnly}>
        <Input value={step.name} placeholder="Trial Began" onChange={(event) => change({ ...step, name: event.target.value })} />
      </Field>
      <Field
        label="Properties"
        disabled={readOnly}
        error={propertiesIn(typed) ? undefined : 'Write a JSON object of texts, numbers, true and false, such as { "plan": "pro" }.'}
        description="As JSON, or nothing."
      >
        <Textarea rows={3} className="font-mono" value={typed} onChange={(event) => type(event.target.value)} />
      </Field>
    </div>
  );
}

function propertiesIn(typed: string): EventStep["properties"] | null {
  try {
    const read = EventStep.shape.properties.safeParse(typed.trim() === "" ? {} : JSON.parse(typed));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
