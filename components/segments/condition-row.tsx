"use client";

import { Choice, TextBox } from "@/components/segments/controls";
import { asked, begun, ofField, operatorsOf, type Subject, whoOf } from "@/components/segments/edit-rule";
import { ChargeQuestion, HowOften, PageQuestion } from "@/components/segments/happened-questions";
import { Operands } from "@/components/segments/operands";
import { useRuleContext } from "@/components/segments/rule-context";
import { FIELD_NAMES, FIELDS, VALUE_OPERATOR_NAMES, VALUE_OPERATORS } from "@/lib/segments/operators/schema";
import {
  type Condition,
  type EventCondition,
  type FieldCondition,
  TAG_OPERATORS,
  type TagCondition,
  type TagOperator,
  type TraitCondition,
} from "@/lib/segments/schema";

const SUBJECTS = [
  ["trait", "Trait"],
  ["customer", "Customer"],
  ["event", "Event"],
  ["page", "Page visited"],
  ["charge", "Total paid"],
  ["tag", "Tag"],
] as const;
const FIELD_OPTIONS = FIELD_NAMES.map((name) => [name, FIELDS[name].label] as const);
const TAG_OPTIONS = Object.entries(TAG_OPERATORS) as [TagOperator, string][];
const labelled = (names: typeof VALUE_OPERATOR_NAMES) => names.map((name) => [name, VALUE_OPERATORS[name].label] as const);

type Props<C extends Condition> = { condition: C; place: string; change: (condition: Condition) => void };

/** One condition: what it asks about, how it asks, and with what. */
export function ConditionRow({ condition, place, change }: Props<Condition>) {
  const context = useRuleContext();
  const begin = (subject: Subject) => change(begun(subject, context));
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-2">
      <Choice label="Ask about" value={condition.type} options={SUBJECTS} choose={begin} error={context.errorAt(`${place}type`)} />
      {condition.type === "trait" && <TraitQuestion condition={condition} place={place} change={change} />}
      {condition.type === "customer" && <FieldQuestion condition={condition} place={place} change={change} />}
      {condition.type === "event" && <EventQuestion condition={condition} place={place} change={change} />}
      {condition.type === "page" && <PageQuestion condition={condition} place={place} change={change} />}
      {condition.type === "charge" && <ChargeQuestion condition={condition} place={place} change={change} />}
      {condition.type === "tag" && <TagQuestion condition={condition} place={place} change={change} />}
    </div>
  );
}

function TraitQuestion({ condition, place, change }: Props<TraitCondition>) {
  const { traits, ids, errorAt } = useRuleContext();
  const known = condition.trait === "" || traits.some(({ key }) => key === condition.trait);
  return (
    <>
      <TextBox
        label="Trait"
        list={ids.traits}
        value={condition.trait}
        error={errorAt(`${place}trait`)}
        aria-description={known ? undefined : "Not seen yet"}
        onChange={(event) => change({ ...condition, trait: event.target.value })}
      />
      {!known && <NeverSeen />}
      <Choice
        label="How to compare"
        value={condition.operator}
        options={labelled(VALUE_OPERATOR_NAMES)}
        choose={(operator) => change(asked(whoOf(condition), operator, condition))}
      />
      <Operands condition={condition} place={place} change={change} />
    </>
  );
}

function FieldQuestion({ condition, place, change }: Props<FieldCondition>) {
  const { field, operator } = condition;
  const { errorAt } = useRuleContext();
  return (
    <>
      <Choice label="Field" value={field} options={FIELD_OPTIONS} choose={(chosen) => change(ofField(chosen, operator, condition))} />
      <Choice
        label="How to compare"
        value={operator}
        error={errorAt(`${place}operator`)}
        options={labelled(operatorsOf(field))}
        choose={(chosen) => change(asked(whoOf(condition), chosen, condition))}
      />
      <Operands condition={condition} place={place} change={change} />
    </>
  );
}

function EventQuestion({ condition, place, change }: Props<EventCondition>) {
  const { events, ids, errorAt } = useRuleContext();
  return (
    <>
      <TextBox
        label="Event"
        list={ids.events}
        value={condition.name}
        error={errorAt(`${place}name`)}
        onChange={(event) => change({ ...condition, name: event.target.value })}
      />
      {condition.name !== "" && !events.includes(condition.name) && <NeverSeen />}
      <HowOften condition={condition} place={place} change={change} />
    </>
  );
}

function TagQuestion({ condition, place, change }: Props<TagCondition>) {
  const { tags, errorAt } = useRuleContext();
  const isOffered = tags.some(({ id }) => id === condition.tag);
  const unknown = isOffered ? [] : [[condition.tag, condition.tag === "" ? "Choose a tag" : "A tag that is not offered"] as const];
  return (
    <>
      <Choice
        label="How to compare"
        value={condition.operator}
        options={TAG_OPTIONS}
        choose={(operator) => change({ ...condition, operator })}
      />
      <Choice
        label="Tag"
        value={condition.tag}
        options={[...unknown, ...tags.map(({ id, name }) => [id, name] as const)]}
        error={errorAt(`${place}tag`)}
        choose={(tag) => change({ ...condition, tag })}
      />
    </>
  );
}

const NeverSeen = () => <span className="pt-1.5 text-xs text-warn">Not seen yet</span>;
