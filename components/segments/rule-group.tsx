"use client";

import { useRef } from "react";
import { ConditionRow } from "@/components/segments/condition-row";
import { Choice } from "@/components/segments/controls";
import { begun, moved } from "@/components/segments/edit-rule";
import { useRuleContext } from "@/components/segments/rule-context";
import { RuleMoves } from "@/components/segments/rule-moves";
import { useKeys } from "@/components/segments/use-keys";
import { Button } from "@/components/ui/button";
import { type Group, MAX_DEPTH, type SegmentRule } from "@/lib/segments/schema";

const JOINS = [
  ["all", "all of these"],
  ["any", "any of these"],
  ["none", "none of these"],
] as const;
const WORDS = { all: "and", any: "or", none: "nor" };

type Props = { group: Group; place: string; depth: number; change: (group: Group) => void };

/** A group of conditions and groups. What was just added takes the focus; when something is removed, the button that adds does. */
export function RuleGroup({ group, place, depth, change }: Props) {
  const context = useRuleContext();
  const keys = useKeys(group.rules.length);
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);

  const add = (rule: SegmentRule) => {
    change({ ...group, rules: [...group.rules, rule] });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(":scope > li:last-child :is(select, input)")?.focus());
  };
  const replace = (i: number, rule: SegmentRule) => change({ ...group, rules: group.rules.map((old, at) => (at === i ? rule : old)) });
  const remove = (i: number) => {
    keys.removed(i);
    change({ ...group, rules: group.rules.filter((_, at) => at !== i) });
    adder.current?.focus();
  };
  const move = (i: number, by: -1 | 1) => {
    keys.moved(i, by);
    change(moved(group, i, by));
  };

  return (
    <fieldset className={depth > 1 ? "min-w-0 rounded-control border border-line p-2 sm:p-3" : "min-w-0"}>
      <legend className="sr-only">{depth > 1 ? "Group of conditions" : "Conditions"}</legend>
      <div className="mb-2 flex items-center gap-2">
        <span className="shrink-0">{depth === 1 ? "Customers who match" : "Match"}</span>
        <Choice label="How they are joined" value={group.type} options={JOINS} choose={(type) => change({ ...group, type })} />
      </div>
      <ol ref={list} className="flex flex-col gap-2">
        {group.rules.map((rule, i) => (
          <li key={keys.of(i)} className="flex min-w-0 flex-wrap items-start justify-between gap-x-2 gap-y-1 sm:flex-nowrap">
            <span className="shrink-0 pt-1.5 text-soft text-xs sm:w-7 sm:text-right">{i > 0 && WORDS[group.type]}</span>
            <div className="min-w-0 max-sm:order-last max-sm:w-full sm:flex-1">
              <Part rule={rule} place={`${place}rules.${i}.`} depth={depth} change={(part) => replace(i, part)} />
            </div>
            <RuleMoves
              what={`${"rules" in rule ? "group" : "condition"} ${i + 1}`}
              up={i > 0 ? () => move(i, -1) : null}
              down={i < group.rules.length - 1 ? () => move(i, 1) : null}
              remove={() => remove(i)}
            />
          </li>
        ))}
      </ol>
      <Problem text={context.errorAt(`${place}rules`) ?? (depth === 1 ? context.errorAt("") : undefined)} />
      <div className="mt-2 flex gap-2 sm:pl-9">
        <Button ref={adder} size="small" onClick={() => add(begun("trait", context))}>
          Add condition
        </Button>
        {depth < MAX_DEPTH - 1 && (
          <Button size="small" variant="quiet" onClick={() => add({ type: "any", rules: [begun("trait", context)] })}>
            Add group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type PartProps = { rule: SegmentRule; place: string; depth: number; change: (rule: SegmentRule) => void };

const Part = ({ rule, place, depth, change }: PartProps) =>
  "rules" in rule ? (
    <RuleGroup group={rule} place={place} depth={depth + 1} change={change} />
  ) : (
    <ConditionRow condition={rule} place={place} change={change} />
  );

const Problem = ({ text }: { text: string | undefined }) =>
  text && (
    <p role="alert" className="mt-2 text-bad text-xs sm:pl-9">
      {text}
    </p>
  );
