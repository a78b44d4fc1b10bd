"use client";

import { useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { inWholeUnits, MAX_WAIT_MINUTES, WAIT_UNITS, type WaitStep, type WaitUnit } from "@/lib/automations/steps/wait/schema";

type Typed = { amount: string; unit: WaitUnit };
const UNITS = Object.keys(WAIT_UNITS) as WaitUnit[];

/** What is typed is kept as it is typed, so that the field can be emptied; only a length that can be waited becomes the step's. */
export function WaitFields({ step }: { step: WaitStep }) {
  const { readOnly, change, incomplete } = useBuilder();
  const [typed, setTyped] = useState<Typed>(() => {
    const { amount, unit } = inWholeUnits(step.minutes);
    return { amount: String(amount), unit };
  });
  function type(next: Typed) {
    setTyped(next);
    const minutes = minutesOf(next);
    if (minutes === null) incomplete(step.id);
    else change({ ...step, minutes });
  }
  return (
    <div className="flex items-start gap-3">
      <Field
        label="How long"
        className="w-24"
        disabled={readOnly}
        error={minutesOf(typed) === null ? "From a minute to a year." : undefined}
      >
        <Input inputMode="numeric" value={typed.amount} onChange={(event) => type({ ...typed, amount: event.target.value })} />
      </Field>
      <Field label="Unit" disabled={readOnly}>
        <Select
          options={UNITS.map((unit) => ({ value: unit, label: unit }))}
          value={typed.unit}
          disabled={readOnly}
          onChange={(event) => type({ ...typed, unit: UNITS.find((unit) => unit === event.target.value) ?? typed.unit })}
        />
      </Field>
    </div>
  );
}

function minutesOf({ amount, unit }: Typed): number | null {
  if (!/^\d{1,6}$/.test(amount.trim())) return null;
  const minutes = Number(amount) * WAIT_UNITS[unit];
  return minutes >= 1 && minutes <= MAX_WAIT_MINUTES ? minutes : null;
}
