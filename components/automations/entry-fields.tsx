"use client";

import { useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Entry, type Flow } from "@/lib/automations/schema";

const ENTRIES = [
  { value: "once", label: "Once ever" },
  { value: "days", label: "At most once every … days" },
  { value: "every_time", label: "Every time it happens" },
];

export function entryInWords(entry: Entry): string {
  if (typeof entry === "object") return entry.days === 1 ? "at most once a day" : `at most once every ${entry.days} days`;
  return entry === "once" ? "once ever" : "every time";
}

/** How often one customer may enter, and whether twice at the same time. */
export function EntryFields({ flow, change }: { flow: Flow; change: (flow: Flow) => void }) {
  const { readOnly, incomplete, complete } = useBuilder();
  const { entry, oneAtATime = false } = flow;
  const [typed, setTyped] = useState(typeof entry === "object" ? String(entry.days) : "30");
  const set = (said: unknown) => {
    const read = Entry.safeParse(said);
    if (!read.success) return incomplete("trigger");
    complete("trigger");
    change({ ...flow, entry: read.data });
  };
  const isCounted = typeof entry === "object";
  const isReadable = Entry.safeParse({ days: Number(typed) }).success;
  return (
    <div className="flex flex-wrap items-start gap-3 sm:col-span-2">
      <Field label="How often for one customer" className="w-56" disabled={readOnly}>
        <Select
          options={ENTRIES}
          value={isCounted ? "days" : entry}
          disabled={readOnly}
          onChange={({ target: { value } }) => set(value === "days" ? { days: isReadable ? Number(typed) : 30 } : value)}
        />
      </Field>
      {isCounted && (
        <Field label="Days" className="w-24" disabled={readOnly} error={isReadable ? undefined : "From 1 to 3,650."}>
          <Input
            inputMode="numeric"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              set({ days: event.target.value.trim() === "" ? Number.NaN : Number(event.target.value) });
            }}
          />
        </Field>
      )}
      {entry !== "once" && (
        <Checkbox
          className="mt-6"
          checked={oneAtATime}
          disabled={readOnly}
          onCheckedChange={(only) => change({ ...flow, oneAtATime: only })}
        >
          <span className="text-sm">Not again while they are in it</span>
        </Checkbox>
      )}
    </div>
  );
}
