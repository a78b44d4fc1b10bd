"use client";

import { useState } from "react";
import { hasSingleKeys, setSingleKeys } from "@/components/shell/keys";
import { placesFor } from "@/components/shell/places";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Keys } from "@/components/ui/keys";

type Shortcut = readonly [says: string, keys: readonly string[]];

const ANYWHERE: readonly Shortcut[] = [
  ["Search, go, or do", ["⌘ or Ctrl", "K"]],
  ["Search this list", ["/"]],
  ["Show these shortcuts", ["?"]],
  ["Close what is open", ["Esc"]],
];
const LISTS: readonly Shortcut[] = [
  ["Next row", ["j"]],
  ["Previous row", ["k"]],
  ["Open the row", ["Enter"]],
  ["Choose the row", ["x"]],
];

/** What the keyboard does, and the switch for keys that are pressed alone. */
export default function Shortcuts({ seesJobs, onClose }: { seesJobs: boolean; onClose: () => void }) {
  const [single, setSingle] = useState(hasSingleKeys);
  const change = (on: boolean) => {
    setSingleKeys(on);
    setSingle(on);
  };
  const go: Shortcut[] = placesFor(seesJobs).map(({ label, key }) => [label, ["g", key]]);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <List title="Go to" shortcuts={go} />
        <div className="flex flex-col gap-5">
          <List title="Anywhere" shortcuts={ANYWHERE} />
          <List title="In a list" shortcuts={LISTS} />
        </div>
      </div>
      <Checkbox checked={single} onCheckedChange={change} className="mt-5 border-line border-t pt-4">
        <span>Single keys do these things. Nothing fires while you type.</span>
      </Checkbox>
    </Dialog>
  );
}

const List = ({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) => (
  <section>
    <h3 className="mb-1 text-soft text-xs voice-label">{title}</h3>
    <dl>
      {shortcuts.map(([says, keys]) => (
        <div key={says} className="flex min-h-7 items-center justify-between gap-3">
          <dt>{says}</dt>
          <dd>
            <Keys keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
