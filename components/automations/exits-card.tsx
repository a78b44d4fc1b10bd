"use client";

import { LogOut, Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { RuleBuilder } from "@/components/segments/rule-builder";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Exit, Flow } from "@/lib/automations/schema";
import { SegmentRule } from "@/lib/segments/schema";

const FRESH: { [T in Exit["type"]]: Extract<Exit, { type: T }> } = {
  event: { type: "event", name: "" },
  segment_left: { type: "segment_left", segmentId: "" },
  rule: { type: "rule", rule: null },
};
const KINDS = [
  { value: "event", label: "They do an event" },
  { value: "segment_left", label: "They are not in a segment" },
  { value: "rule", label: "They match a rule" },
];

/** Places of a flow that are no steps, by the name under which something typed there may be incomplete. */
export const isFlowsOwn = (place: string) => place === "trigger" || place.startsWith("exit-");

type Props = {
  flow: Flow;
  change: (flow: Flow) => void;
  /** The flow as it is by now, for whoever comes back to it later. */
  newest: () => Flow;
  offerUndo: (told: string, undo: () => void) => void;
};

/** What ends somebody's way early: asked before every step. */
export function ExitsCard({ flow, change, newest, offerUndo }: Props) {
  const { readOnly, complete } = useBuilder();
  const exits = flow.exits ?? [];
  const [keys, setKeys] = useState(() => exits.map((_, i) => String(i)));
  if (readOnly && exits.length === 0) return null;
  const set = (next: Exit[]) => change({ ...flow, exits: next });
  const remove = (i: number) => {
    complete(`exit-${keys[i]}`);
    setKeys(keys.toSpliced(i, 1));
    set(exits.toSpliced(i, 1));
    offerUndo("Exit condition removed", () => {
      setKeys((now) => now.toSpliced(i, 0, keys[i]!));
      change({ ...newest(), exits: (newest().exits ?? []).toSpliced(i, 0, exits[i]!) });
    });
  };
  const add = () => {
    setKeys([...keys, Math.random().toString(36).slice(2)]);
    set([...exits, FRESH.event]);
  };
  return (
    <section aria-labelledby="exits" className="mt-3 rounded-thing border border-line bg-panel p-3">
      <header className="mb-2 flex items-center gap-2">
        <LogOut aria-hidden className="size-4 stroke-icon text-soft" />
        <h2 id="exits" className="voice-label text-sm">
          Ends early when
        </h2>
      </header>
      {exits.length === 0 && <p className="mb-2 text-soft text-sm">Nothing: everybody reaches the end.</p>}
      <ol className="grid gap-3">
        {exits.map((exit, i) => (
          <li key={keys[i]} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <ExitFields exit={exit} place={`exit-${keys[i]}`} change={(next) => set(exits.with(i, next))} />
            </div>
            {!readOnly && (
              <Button variant="quiet" size="icon" aria-label={`Remove exit condition ${i + 1}`} className="mt-5" onClick={() => remove(i)}>
                <X aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && exits.length < 20 && (
        <Button size="small" className="mt-2" onClick={add}>
          <Plus aria-hidden /> Add an exit condition
        </Button>
      )}
    </section>
  );
}

function ExitFields({ exit, place, change }: { exit: Exit; place: string; change: (exit: Exit) => void }) {
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
            change(FRESH[event.target.value as Exit["type"]]);
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
      {exit.type === "rule" && <ExitRule exit={exit} place={place} change={change} />}
    </div>
  );
}

/** A rule is kept as it is built; only one that can be read becomes the reason. */
function ExitRule({ exit, place, change }: { exit: Extract<Exit, { type: "rule" }>; place: string; change: (exit: Exit) => void }) {
  const { choices, readOnly, incomplete, complete } = useBuilder();
  const [built, setBuilt] = useState<SegmentRule>(
    () => exit.rule ?? { type: "all", rules: [{ type: "trait", trait: "", operator: "is", value: "" }] },
  );
  const [isTouched, setTouched] = useState(false);
  const build = (rule: SegmentRule) => {
    setBuilt(rule);
    setTouched(true);
    const read = SegmentRule.safeParse(rule);
    if (!read.success) return incomplete(place);
    complete(place);
    change({ ...exit, rule: read.data });
  };
  return (
    <fieldset disabled={readOnly} className="sm:col-span-2">
      <legend className="sr-only">Who leaves</legend>
      <RuleBuilder
        value={built}
        onChange={build}
        traits={choices.traits}
        events={choices.events}
        tags={choices.tags}
        currency={choices.currency}
        showErrors={isTouched}
      />
    </fieldset>
  );
}
