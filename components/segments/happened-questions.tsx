"use client";

import { Choice, TextBox } from "@/components/segments/controls";
import { timesUnder } from "@/components/segments/edit-rule";
import { SpanBox } from "@/components/segments/operands";
import { useRuleContext } from "@/components/segments/rule-context";
import { ADDRESS_MATCHES, ADDRESS_WORDS } from "@/lib/events/addresses/schema";
import { COUNT_OPERATOR_NAMES, COUNT_OPERATORS, SUM_OPERATOR_NAMES, SUM_OPERATORS } from "@/lib/segments/counting/schema";
import type { ChargeCondition, Condition, EventCondition, PageCondition } from "@/lib/segments/schema";

const COUNT_OPTIONS = COUNT_OPERATOR_NAMES.map((name) => [name, COUNT_OPERATORS[name].label] as const);
const SUM_OPTIONS = SUM_OPERATOR_NAMES.map((name) => [name, SUM_OPERATORS[name].label] as const);
const MATCH_OPTIONS = ADDRESS_MATCHES.map((match) => [match, ADDRESS_WORDS[match]] as const);

type Props<C extends Condition> = { condition: C; place: string; change: (condition: Condition) => void };

/** How often something happened, within a time or ever. */
export function HowOften({ condition, place, change }: Props<EventCondition | PageCondition>) {
  const { errorAt } = useRuleContext();
  return (
    <>
      <Choice
        label="How often"
        value={condition.operator}
        options={COUNT_OPTIONS}
        choose={(operator) => change({ ...condition, operator, times: timesUnder(operator, condition.times) })}
      />
      <TextBox
        label="Times"
        type="number"
        min={COUNT_OPERATORS[condition.operator].leastTimes}
        className="w-16"
        value={Number.isNaN(condition.times) ? "" : condition.times}
        error={errorAt(`${place}times`)}
        onChange={(event) => change({ ...condition, times: event.target.valueAsNumber })}
      />
      <Within condition={condition} place={place} change={change} />
    </>
  );
}

function Within({ condition, place, change }: Props<EventCondition | PageCondition | ChargeCondition>) {
  const { errorAt } = useRuleContext();
  const { withinMinutes, ...ever } = condition;
  return (
    <SpanBox
      minutes={withinMinutes}
      error={errorAt(`${place}withinMinutes`)}
      change={(minutes) => change(minutes === undefined ? ever : { ...condition, withinMinutes: minutes })}
    />
  );
}

export function PageQuestion({ condition, place, change }: Props<PageCondition>) {
  const { errorAt } = useRuleContext();
  return (
    <>
      <Choice
        label="How the address compares"
        value={condition.match}
        options={MATCH_OPTIONS}
        choose={(match) => change({ ...condition, match })}
      />
      <TextBox
        label="Address"
        value={condition.address}
        placeholder={condition.match === "pattern" ? "/blog/*" : "/pricing"}
        error={errorAt(`${place}address`)}
        onChange={(event) => change({ ...condition, address: event.target.value })}
      />
      <HowOften condition={condition} place={place} change={change} />
    </>
  );
}

/** The sum is asked for as people write it and kept in the currency's smallest unit. */
export function ChargeQuestion({ condition, place, change }: Props<ChargeCondition>) {
  const { errorAt } = useRuleContext();
  const { currency, amount } = condition;
  const digits = digitsOf(currency);
  const typed = (text: string) => (text === "" ? Number.NaN : Math.round(Number(`${text}e${digits}`)));
  return (
    <>
      <Choice
        label="How to compare"
        value={condition.operator}
        options={SUM_OPTIONS}
        choose={(operator) => change({ ...condition, operator })}
      />
      <TextBox
        label="Amount"
        type="number"
        min={0}
        step="any"
        className="w-24"
        value={Number.isNaN(amount) ? "" : amount / 10 ** digits}
        error={errorAt(`${place}amount`)}
        onChange={(event) => change({ ...condition, amount: typed(event.target.value) })}
      />
      <TextBox
        label="Currency"
        className="w-16"
        maxLength={3}
        value={currency}
        error={errorAt(`${place}currency`)}
        onChange={(event) => change({ ...condition, currency: event.target.value.toUpperCase() })}
      />
      <Within condition={condition} place={place} change={change} />
    </>
  );
}

function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
