"use client";

import { Zap } from "lucide-react";
import { useBuilder } from "@/components/automations/builder-context";
import { EntryFields, entryInWords } from "@/components/automations/entry-fields";
import { Fold, type Told } from "@/components/automations/fold";
import { PropertyFilter } from "@/components/automations/property-filter";
import { Problems } from "@/components/automations/steps";
import { Whereby } from "@/components/automations/whereby";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type BuilderChoices, type Flow, type Trigger, triggerSentence } from "@/lib/automations/schema";

const BEGINNINGS = [
  { value: "", label: "Choose what starts it" },
  { value: "event", label: "A customer does an event" },
  { value: "page_visited", label: "A customer visits a page" },
  { value: "charge", label: "A customer pays" },
  { value: "segment_entered", label: "A customer enters a segment" },
  { value: "tag_added", label: "A customer gets a tag" },
  { value: "tag_removed", label: "A customer loses a tag" },
];
const FRESH: Record<string, Trigger> = {
  event: { type: "event", name: "" },
  page_visited: { type: "page_visited", match: "begins_with", address: "" },
  charge: { type: "charge" },
  segment_entered: { type: "segment_entered", segmentId: "" },
  tag_added: { type: "tag_added", tagId: "" },
  tag_removed: { type: "tag_removed", tagId: "" },
};

type Props = { flow: Flow; change: (flow: Flow) => void };

/** What lets people in, and how often. */
export function TriggerCard({ flow, change }: Props) {
  const { problems, choices } = useBuilder();
  return (
    <section aria-labelledby="trigger" className="rounded-thing border border-line bg-panel">
      <Fold
        place="trigger"
        id="trigger"
        icon={Zap}
        label="Starts when"
        told={triggerWords(flow, choices)}
        fields={<Fields {...{ flow, change }} />}
      >
        <Problems of={problems.filter(({ stepId }) => stepId === null).map(({ message }) => message)} />
      </Fold>
    </section>
  );
}

const triggerWords = ({ trigger, entry, oneAtATime }: Flow, choices: BuilderChoices): Told => ({
  says: trigger ? `A customer ${triggerSentence(trigger, choices)}` : "",
  differs: trigger ? [entryInWords(entry), entry !== "once" && oneAtATime && "not again while they are in it"] : [],
});

function Fields({ flow, change }: Props) {
  const { readOnly, complete } = useBuilder();
  const { trigger } = flow;
  const begin = (next: Trigger | null) => {
    complete("trigger");
    change({ ...flow, trigger: next });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="What happens" disabled={readOnly}>
        <Select
          options={BEGINNINGS}
          value={trigger?.type ?? ""}
          disabled={readOnly}
          onChange={(event) => begin(FRESH[event.target.value] ?? null)}
        />
      </Field>
      {trigger && <Whereby trigger={trigger} change={(next) => change({ ...flow, trigger: next })} />}
      {(trigger?.type === "event" || trigger?.type === "charge") && (
        <PropertyFilter key={trigger.type} trigger={trigger} change={(next) => change({ ...flow, trigger: next })} />
      )}
      <EntryFields flow={flow} change={change} />
    </div>
  );
}
