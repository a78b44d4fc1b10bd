"use client";

import { Zap } from "lucide-react";
import { useId } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { Problems } from "@/components/automations/steps";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Flow, Trigger } from "@/lib/automations/schema";

const BEGINNINGS = [
  { value: "", label: "Choose what starts it" },
  { value: "event", label: "A customer does an event" },
  { value: "segment_entered", label: "A customer enters a segment" },
  { value: "tag_added", label: "A customer gets a tag" },
];
const ENTRIES = [
  { value: "once", label: "Once ever" },
  { value: "every_time", label: "Every time it happens" },
];
const FRESH: Record<string, Trigger> = {
  event: { type: "event", name: "" },
  segment_entered: { type: "segment_entered", segmentId: "" },
  tag_added: { type: "tag_added", tagId: "" },
};

type Props = { flow: Flow; change: (flow: Flow) => void };

/** What lets people in, and how often. */
export function TriggerCard({ flow, change }: Props) {
  const { problems, readOnly } = useBuilder();
  const { trigger, entry } = flow;
  return (
    <section aria-labelledby="trigger" className="rounded-thing border border-line bg-panel p-3">
      <header className="mb-2 flex items-center gap-2">
        <Zap aria-hidden className="size-4 stroke-[1.5] text-soft" />
        <h3 id="trigger" className="voice-label text-sm">
          Starts when
        </h3>
      </header>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="What happens" disabled={readOnly}>
          <Select
            options={BEGINNINGS}
            value={trigger?.type ?? ""}
            disabled={readOnly}
            onChange={(event) => change({ ...flow, trigger: FRESH[event.target.value] ?? null })}
          />
        </Field>
        {trigger && <Whereby trigger={trigger} change={(next) => change({ ...flow, trigger: next })} />}
        <Field label="How often for one customer" disabled={readOnly}>
          <Select
            options={ENTRIES}
            value={entry}
            disabled={readOnly}
            onChange={(event) => change({ ...flow, entry: event.target.value === "once" ? "once" : "every_time" })}
          />
        </Field>
      </div>
      <Problems of={problems.filter(({ stepId }) => stepId === null).map(({ message }) => message)} />
    </section>
  );
}

/** The event, the segment or the tag it is about. An event that was never seen may be named too. */
function Whereby({ trigger, change }: { trigger: Trigger; change: (trigger: Trigger) => void }) {
  const { choices, readOnly } = useBuilder();
  const list = useId();
  if (trigger.type === "event") {
    const isNew = trigger.name !== "" && !choices.events.includes(trigger.name);
    return (
      <Field label="Event" disabled={readOnly} description={isNew ? "Never seen so far." : undefined}>
        <Input
          list={list}
          value={trigger.name}
          placeholder="Signed Up"
          onChange={(event) => change({ type: "event", name: event.target.value })}
        />
        <datalist id={list}>
          {choices.events.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
    );
  }
  if (trigger.type === "tag_added") {
    const tags = choices.tags.map(({ id, name }) => ({ value: id, label: name }));
    return (
      <Field label="Tag" disabled={readOnly}>
        <Select
          options={[{ value: "", label: "Choose a tag" }, ...tags]}
          value={trigger.tagId}
          disabled={readOnly}
          onChange={(event) => change({ type: "tag_added", tagId: event.target.value })}
        />
      </Field>
    );
  }
  const segments = choices.segments.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field label="Segment" disabled={readOnly}>
      <Select
        options={[{ value: "", label: "Choose a segment" }, ...segments]}
        value={trigger.segmentId}
        disabled={readOnly}
        onChange={(event) => change({ type: "segment_entered", segmentId: event.target.value })}
      />
    </Field>
  );
}
