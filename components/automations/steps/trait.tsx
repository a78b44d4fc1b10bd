"use client";

import { useId, useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type TraitStep, type TraitValue, valueInWords } from "@/lib/automations/steps/trait/schema";

const KINDS = [
  { value: "text", label: "this text" },
  { value: "number", label: "this number" },
  { value: "true", label: "true" },
  { value: "false", label: "false" },
  { value: "nothing", label: "nothing: remove it" },
] as const;
type Kind = (typeof KINDS)[number]["value"];

function kindOf(value: TraitValue): Kind {
  if (value === null) return "nothing";
  if (typeof value === "boolean") return value ? "true" : "false";
  return typeof value === "number" ? "number" : "text";
}

/** The value as it is meant; null while a number is not one. */
function readAs(kind: Kind, typed: string): { value: TraitValue } | null {
  if (kind === "nothing") return { value: null };
  if (kind === "true" || kind === "false") return { value: kind === "true" };
  if (kind === "text") return { value: typed };
  const number = Number(typed);
  return typed.trim() !== "" && Number.isFinite(number) ? { value: number } : null;
}

export const traitWords = ({ trait, value }: TraitStep): Told => ({
  says: trait && (value === null ? `${trait} is removed` : `${trait} becomes ${valueInWords(value)}`),
});

export function TraitFields({ step }: { step: TraitStep }) {
  const { choices, readOnly, change, incomplete } = useBuilder();
  const list = useId();
  const [kind, setKind] = useState<Kind>(kindOf(step.value));
  const [typed, setTyped] = useState(typeof step.value === "string" || typeof step.value === "number" ? String(step.value) : "");
  const set = (nextKind: Kind, nextTyped: string) => {
    setKind(nextKind);
    setTyped(nextTyped);
    const read = readAs(nextKind, nextTyped);
    if (read) change({ ...step, value: read.value });
    else incomplete(step.id);
  };
  const isTyped = kind === "text" || kind === "number";
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Field label="Trait" className="w-44" disabled={readOnly}>
        <Input list={list} value={step.trait} placeholder="stage" onChange={(event) => change({ ...step, trait: event.target.value })} />
        <datalist id={list}>
          {choices.traits.map(({ key }) => (
            <option key={key} value={key} />
          ))}
        </datalist>
      </Field>
      <Field label="Becomes" className="w-48" disabled={readOnly}>
        <Select
          options={KINDS}
          value={kind}
          disabled={readOnly}
          onChange={(event) => set(KINDS.find(({ value }) => value === event.target.value)?.value ?? "text", typed)}
        />
      </Field>
      {isTyped && (
        <Field label="Value" className="w-44" disabled={readOnly} error={readAs(kind, typed) ? undefined : "Write a number."}>
          <Input
            value={typed}
            inputMode={kind === "number" ? "decimal" : "text"}
            maxLength={1000}
            onChange={(event) => set(kind, event.target.value)}
          />
        </Field>
      )}
    </div>
  );
}
