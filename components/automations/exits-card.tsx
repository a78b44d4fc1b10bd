"use client";

import { LogOut, Plus, X } from "lucide-react";
import { useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { ExitFields, FRESH_EXIT } from "@/components/automations/exit-fields";
import { Fold, type Told } from "@/components/automations/fold";
import { Button } from "@/components/ui/button";
import type { BuilderChoices, Exit, Flow } from "@/lib/automations/schema";
import { ruleSentence } from "@/lib/segments/sentence/schema";

/** Places of a flow that are no steps, by the name under which something typed there may be incomplete. */
export const isFlowsOwn = (place: string) => place === "trigger" || place.startsWith("exits/");

type Props = {
  flow: Flow;
  change: (flow: Flow) => void;
  /** The flow as it is by now, for whoever comes back to it later. */
  newest: () => Flow;
  offerUndo: (told: string, undo: () => void) => void;
};

/** What ends somebody's way early: asked before every step. */
export function ExitsCard({ flow, change, newest, offerUndo }: Props) {
  const { readOnly, complete, choices } = useBuilder();
  const exits = flow.exits ?? [];
  const [keys, setKeys] = useState(() => exits.map((_, i) => String(i)));
  if (readOnly && exits.length === 0) return null;
  const set = (next: Exit[]) => change({ ...flow, exits: next });
  const remove = (i: number) => {
    complete(`exits/${keys[i]}`);
    setKeys(keys.toSpliced(i, 1));
    set(exits.toSpliced(i, 1));
    offerUndo("Exit condition removed", () => {
      setKeys((now) => now.toSpliced(i, 0, keys[i]!));
      change({ ...newest(), exits: (newest().exits ?? []).toSpliced(i, 0, exits[i]!) });
    });
  };
  const add = () => {
    setKeys([...keys, Math.random().toString(36).slice(2)]);
    set([...exits, FRESH_EXIT.event]);
  };
  const fields = (
    <>
      <ol className="grid gap-3">
        {exits.map((exit, i) => (
          <li key={keys[i]} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <ExitFields exit={exit} place={`exits/${keys[i]}`} change={(next) => set(exits.with(i, next))} />
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
        <Button size="small" className={exits.length > 0 ? "mt-2" : undefined} onClick={add}>
          <Plus aria-hidden /> Add an exit condition
        </Button>
      )}
    </>
  );
  return (
    <section aria-labelledby="exits" className="mt-3 rounded-thing border border-line bg-panel">
      <Fold place="exits" id="exits" icon={LogOut} label="Ends early when" told={exitWords(exits, choices)} fields={fields} />
    </section>
  );
}

function exitWords(exits: readonly Exit[], { segments, tags }: BuilderChoices): Told {
  if (exits.length === 0) return { says: "", differs: ["Nothing: everybody reaches the end."] };
  const says = exits.map((exit) => {
    if (exit.type === "event") return exit.name ? `they do “${exit.name}”` : "they do an event";
    if (exit.type === "rule")
      return exit.rule ? `they match: ${ruleSentence(exit.rule, namesOf(tags)).replace(/^C/, "c")}` : "they match a rule";
    return `they are not in “${namesOf(segments).get(exit.segmentId) ?? "a segment"}”`;
  });
  return { says: says.join(", or ").replace(/^t/, "T") };
}

const namesOf = (known: readonly { id: string; name: string }[]) => new Map(known.map(({ id, name }) => [id, name]));
