"use client";

import { Plus, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { Choice, TextBox } from "@/components/segments/controls";
import { asked } from "@/components/segments/edit-rule";
import { Operands } from "@/components/segments/operands";
import { RuleContextProvider } from "@/components/segments/rule-context";
import { Button } from "@/components/ui/button";
import { asTrait, Trigger } from "@/lib/automations/triggers/schema";
import { VALUE_OPERATOR_NAMES, VALUE_OPERATORS } from "@/lib/segments/operators/schema";
import type { TraitCondition } from "@/lib/segments/schema";

type Filtered = Extract<Trigger, { type: "event" | "charge" }>;
type Props = { trigger: Filtered; change: (trigger: Trigger) => void };

const OPERATORS = VALUE_OPERATOR_NAMES.map((name) => [name, VALUE_OPERATORS[name].label] as const);

const asProperty = ({ type: _, trait: property, ...question }: TraitCondition) => ({ property, ...question });

/** Which events count, by their properties. What is built is kept as it is built; only what can be read becomes the trigger's. */
export function PropertyFilter({ trigger, change }: Props) {
  const { choices, readOnly, incomplete, complete } = useBuilder();
  const [built, setBuilt] = useState<TraitCondition[]>(() => (trigger.where ?? []).map(asTrait));
  const context = useMemo(() => ({ ...choices, ids: { traits: "", events: "" }, errorAt: () => undefined }), [choices]);
  const build = (next: TraitCondition[]) => {
    setBuilt(next);
    const read = Trigger.safeParse({ ...trigger, where: next.map(asProperty) });
    if (!read.success) return incomplete("trigger");
    complete("trigger");
    change(read.data);
  };
  if (readOnly && built.length === 0) return null;
  return (
    <fieldset disabled={readOnly} className="sm:col-span-2">
      <legend className="mb-1 text-sm voice-label">{built.length > 0 ? "Only if all of these are true" : "With any properties"}</legend>
      <RuleContextProvider value={context}>
        <ol className="grid gap-2">
          {built.map((condition, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name; its place is what it is told by
            <li key={i} className="flex flex-wrap items-start gap-2">
              <TextBox
                label="Property"
                value={condition.trait}
                onChange={(event) => build(built.with(i, { ...condition, trait: event.target.value }))}
              />
              <Choice
                label="How to compare"
                value={condition.operator}
                options={OPERATORS}
                choose={(operator) =>
                  build(built.with(i, asked({ type: "trait", trait: condition.trait }, operator, condition) as TraitCondition))
                }
              />
              <Operands condition={condition} place="" change={(next) => build(built.with(i, next as TraitCondition))} />
              {!readOnly && (
                <Button variant="quiet" size="icon" aria-label={`Remove condition ${i + 1}`} onClick={() => build(built.toSpliced(i, 1))}>
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ol>
      </RuleContextProvider>
      {!readOnly && built.length < 10 && (
        <Button
          size="small"
          className="mt-2"
          onClick={() => build([...built, { type: "trait", trait: trigger.type === "charge" ? "amount" : "", operator: "is", value: "" }])}
        >
          <Plus aria-hidden /> Add a property condition
        </Button>
      )}
    </fieldset>
  );
}
