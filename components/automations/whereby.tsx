"use client";

import { useId } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Trigger } from "@/lib/automations/schema";
import { ADDRESS_MATCHES, ADDRESS_WORDS } from "@/lib/events/addresses/schema";

type Props<T extends Trigger = Trigger> = { trigger: T; change: (trigger: Trigger) => void };

/** The event, page, segment or tag that a flow begins with. */
export function Whereby({ trigger, change }: Props) {
  const { choices } = useBuilder();
  switch (trigger.type) {
    case "event":
      return <WhichEvent trigger={trigger} change={change} />;
    case "page_visited":
      return <WhichPage trigger={trigger} change={change} />;
    case "charge":
      return null;
    case "tag_added":
    case "tag_removed":
      return <WhichOne label="Tag" known={choices.tags} chosen={trigger.tagId} choose={(tagId) => change({ ...trigger, tagId })} />;
    case "segment_entered":
      return (
        <WhichOne
          label="Segment"
          known={choices.segments}
          chosen={trigger.segmentId}
          choose={(segmentId) => change({ type: "segment_entered", segmentId })}
        />
      );
  }
}

/** An event that was never seen may be named too. */
function WhichEvent({ trigger, change }: Props<Extract<Trigger, { type: "event" }>>) {
  const { choices, readOnly } = useBuilder();
  const list = useId();
  const isNew = trigger.name !== "" && !choices.events.includes(trigger.name);
  return (
    <Field label="Event" disabled={readOnly} description={isNew ? "Never seen so far." : undefined}>
      <Input
        list={list}
        value={trigger.name}
        placeholder="Signed Up"
        onChange={(event) => change({ ...trigger, name: event.target.value })}
      />
      <datalist id={list}>
        {choices.events.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Field>
  );
}

const MATCHES = ADDRESS_MATCHES.map((match) => ({ value: match, label: ADDRESS_WORDS[match] }));

function WhichPage({ trigger, change }: Props<Extract<Trigger, { type: "page_visited" }>>) {
  const { readOnly } = useBuilder();
  const { match, address } = trigger;
  return (
    <div className="flex items-start gap-2 sm:col-span-2">
      <Field label="Its address" className="w-40 shrink-0" disabled={readOnly}>
        <Select
          options={MATCHES}
          value={match}
          disabled={readOnly}
          onChange={(event) => change({ ...trigger, match: ADDRESS_MATCHES.find((each) => each === event.target.value) ?? "is" })}
        />
      </Field>
      <Field
        label="Address"
        className="min-w-0 flex-1"
        disabled={readOnly}
        description={
          match === "pattern"
            ? "* stands for anything: /blog/* or *.example.com/pricing"
            : "With / in front it is the path, such as /pricing; else the whole address."
        }
      >
        <Input
          value={address}
          maxLength={500}
          placeholder={match === "pattern" ? "/blog/*" : "/pricing"}
          onChange={(event) => change({ ...trigger, address: event.target.value })}
        />
      </Field>
    </div>
  );
}

type Choosing = { label: string; known: readonly { id: string; name: string }[]; chosen: string; choose: (id: string) => void };

function WhichOne({ label, known, chosen, choose }: Choosing) {
  const { readOnly } = useBuilder();
  return (
    <Field label={label} disabled={readOnly}>
      <Select
        options={[{ value: "", label: `Choose a ${label.toLowerCase()}` }, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
        value={chosen}
        disabled={readOnly}
        onChange={(event) => choose(event.target.value)}
      />
    </Field>
  );
}
