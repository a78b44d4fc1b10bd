"use client";

import { useBuilder } from "@/components/automations/builder-context";
import { Checkbox } from "@/components/ui/checkbox";
import { TimeInput } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { UntilStep, WEEKDAYS } from "@/lib/automations/steps/until/schema";

/** A time of day and the days it may be on. A time that is not whole yet is not kept. */
export function UntilFields({ step }: { step: UntilStep }) {
  const { readOnly, change, incomplete } = useBuilder();
  const setTime = (time: string) => {
    const read = UntilStep.safeParse({ ...step, time });
    if (read.success) change(read.data);
    else incomplete(step.id);
  };
  const setDay = (day: number, on: boolean) =>
    change({ ...step, days: on ? [...step.days, day].sort((a, b) => a - b) : step.days.filter((each) => each !== day) });
  return (
    <div className="flex flex-col gap-3">
      <Field label="Time of day" className="w-32" disabled={readOnly} description="Where the customer is.">
        <TimeInput defaultValue={step.time} onChange={(event) => setTime(event.target.value)} />
      </Field>
      <fieldset disabled={readOnly}>
        <legend className="mb-1 text-sm voice-label">On {step.days.length === 0 && "any day"}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {WEEKDAYS.map((name, i) => (
            <Checkbox key={name} checked={step.days.includes(i + 1)} disabled={readOnly} onCheckedChange={(on) => setDay(i + 1, on)}>
              <span className="text-sm">{name}</span>
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
