"use client";

import { useId } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { RuleFields } from "@/components/automations/rule-fields";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Exit } from "@/lib/automations/schema";

export const FRESH_EXIT: { [T in Exit["type"]]: Extract<Exit, { type: T }> } = {
  event: { type: "event", name: "" },
  segment_left: { type: "segment_left", segmentId: "" },
  rule: { type: "rule", rule: null },
};
const KINDS = [
  { value: "event", label: "They do an event" },
  { value: "segment_left", label: "They are not in a segment" },
  { value: "rule", label: "They match a rule" },
];

/** One reason to leave before the end. */
export function ExitFields({ exit, place, change }: { exit: Exit; place: string; change: (exit: Exit) => void }) {
  const { choices, readOnly, complete } = useBuilder();
  const list = useId();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="What happens" disabled={readOnly}>
        <Select
          options={KINDS}
          value={exit.type}
          disabled={readOnly}
          onChange={(event) => {
            complete(place);
            change(FRESH_EXIT[event.target.value as Exit["type"]]);
          }}
        />
      </Field>
      {exit.type === "event" && (
        <Field label="Event" disabled={readOnly} description="Since they entered.">
          <Input
            list={list}
            value={exit.name}
            placeholder="Order Completed"
            onChange={(event) => change({ ...exit, name: event.target.value })}
          />
          <datalist id={list}>
            {choices.events.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </Field>
      )}
      {exit.type === "segment_left" && (
        <Field label="Segment" disabled={readOnly}>
          <Select
            options={[{ value: "", label: "Choose a segment" }, ...choices.segments.map(({ id, name }) => ({ value: id, label: name }))]}
            value={exit.segmentId}
            disabled={readOnly}
            onChange={(event) => change({ ...exit, segmentId: event.target.value })}
          />
        </Field>
      )}
      {exit.type === "rule" && (
        <RuleFields
          rule={exit.rule}
          place={place}
          legend={<legend className="sr-only">Who leaves</legend>}
          change={(rule) => change({ ...exit, rule })}
        />
      )}
    </div>
  );
}
