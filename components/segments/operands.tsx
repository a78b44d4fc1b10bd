"use client";

import { useState } from "react";
import { Choice, TextBox } from "@/components/segments/controls";
import { kindOf, readAs, type ScalarKind } from "@/components/segments/edit-rule";
import { useRuleContext } from "@/components/segments/rule-context";
import { DateInput } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { type Scalar, VALUE_OPERATORS } from "@/lib/segments/operators/schema";
import type { Condition, FieldCondition, TraitCondition } from "@/lib/segments/schema";

type Props = { condition: TraitCondition | FieldCondition; place: string; change: (condition: Condition) => void };

/** The values an operator takes. Which they are is told by its row, so a new operator needs nothing here unless it takes something new. */
export function Operands({ condition, place, change }: Props) {
  const { errorAt } = useRuleContext();
  const { of, takes } = VALUE_OPERATORS[condition.operator];
  const set = (name: string, operand: unknown) => change({ ...condition, [name]: operand } as Condition);
  return Object.keys(takes).map((name) => {
    const operand: unknown = Reflect.get(condition, name);
    const shared = { error: errorAt(`${place}${name}`) ?? errorAt(`${place}${name}.0`) };
    if (name === "values") return <ScalarsBox key={name} values={operand as Scalar[]} change={(values) => set(name, values)} {...shared} />;
    if (name === "value" && (of === "scalar" || of === "list")) {
      return <ScalarBox key={name} value={operand as Scalar} change={(value) => set(name, value)} {...shared} />;
    }
    if (name === "date") {
      return (
        <Field key={name} label="Day" hideLabel className="w-40 min-w-0" {...shared}>
          <DateInput value={String(operand)} onChange={(event) => set(name, event.target.value)} />
        </Field>
      );
    }
    if (typeof operand === "number")
      return <NumberBox key={name} name={name} value={operand} change={(value) => set(name, value)} {...shared} />;
    return <TextBox key={name} label="Value" value={String(operand)} onChange={(event) => set(name, event.target.value)} {...shared} />;
  });
}

type Boxed<T> = { value: T; change: (value: T) => void; error: string | undefined };

const LABELS: Record<string, string> = { value: "Value", from: "From", to: "To", days: "Days" };

const NumberBox = ({ name, value, change, error }: Boxed<number> & { name: string }) => (
  <span className="flex items-start gap-2">
    {name === "to" && <span className="pt-1.5 text-soft">and</span>}
    <TextBox
      label={LABELS[name] ?? name}
      type="number"
      step="any"
      className="w-24"
      value={Number.isNaN(value) ? "" : value}
      onChange={(event) => change(event.target.valueAsNumber)}
      error={error}
    />
    {name === "days" && <span className="pt-1.5 text-soft">days</span>}
  </span>
);

const KINDS = [
  ["text", "text"],
  ["number", "number"],
  ["yes or no", "true or false"],
] as const satisfies readonly (readonly [ScalarKind, string])[];
const YES_NO = [
  ["true", "true"],
  ["false", "false"],
] as const;

function ScalarBox({ value, change, error }: Boxed<Scalar>) {
  const kind = kindOf(value);
  const typed = Number.isNaN(value) ? "" : String(value);
  return (
    <>
      <Choice
        label="Kind of value"
        value={kind}
        options={KINDS}
        choose={(next) => change(readAs(next, next === "yes or no" ? "true" : typed))}
      />
      {kind === "yes or no" ? (
        <Choice
          label="Value"
          value={value ? "true" : "false"}
          options={YES_NO}
          choose={(chosen) => change(chosen === "true")}
          error={error}
        />
      ) : (
        <TextBox
          label="Value"
          type={kind === "number" ? "number" : "text"}
          step="any"
          value={typed}
          onChange={(event) => change(readAs(kind, event.target.value))}
          error={error}
        />
      )}
    </>
  );
}

/** Several values of one kind, with commas between. What is typed stays as it was typed. */
function ScalarsBox({ values, change, error }: { values: Scalar[]; change: (values: Scalar[]) => void; error: string | undefined }) {
  const [typed, setTyped] = useState(values.join(", "));
  const [kind, setKind] = useState<ScalarKind>(kindOf(values[0] ?? ""));
  const read = (text: string, as: ScalarKind) => {
    setTyped(text);
    setKind(as);
    const parts = text.split(",").map((part) => part.trim());
    change(parts.filter((part) => part !== "").map((part) => readAs(as, part)));
  };
  return (
    <>
      <Choice label="Kind of values" value={kind} options={KINDS} choose={(next) => read(typed, next)} />
      <TextBox label="Values, with commas between" value={typed} onChange={(event) => read(event.target.value, kind)} error={error} />
    </>
  );
}

const UNITS = [
  ["ever", "ever"],
  ["1", "minutes"],
  ["60", "hours"],
  ["1440", "days"],
] as const;

type Span = { minutes: number | undefined; change: (minutes: number | undefined) => void; error: string | undefined };

/** A length of time up to now, or ever. */
export function SpanBox({ minutes, change, error }: Span) {
  const [unit, setUnit] = useState<(typeof UNITS)[number][0]>(() => unitOf(minutes));
  const size = Number(unit);
  const choose = (next: typeof unit) => {
    setUnit(next);
    const count = minutes === undefined ? 30 : minutes / (size || 1);
    change(next === "ever" ? undefined : Math.max(1, Math.round(count)) * Number(next));
  };
  return (
    <span className="flex items-start gap-2">
      {unit !== "ever" && (
        <>
          <span className="pt-1.5 text-soft">in the last</span>
          <TextBox
            label="How long"
            type="number"
            min={1}
            className="w-16"
            value={minutes === undefined || Number.isNaN(minutes) ? "" : minutes / size}
            onChange={(event) => change(event.target.valueAsNumber * size)}
            error={error}
          />
        </>
      )}
      <Choice label="Within" value={unit} options={UNITS} choose={choose} />
    </span>
  );
}

const unitOf = (minutes: number | undefined) => {
  if (minutes === undefined) return "ever";
  return minutes % 1440 === 0 ? "1440" : minutes % 60 === 0 ? "60" : "1";
};
