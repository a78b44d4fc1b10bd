"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Audience, MOST_NAMED } from "@/lib/broadcasts/schema";

export type SegmentChoice = { id: string; name: string; size: number };
export type TagChoice = { id: string; name: string };
type Props = {
  audience: Audience;
  segments: readonly SegmentChoice[];
  tags: readonly TagChoice[];
  readOnly: boolean;
  change: (audience: Audience) => void;
};

const NUMBER = new Intl.NumberFormat("en");

/** Whom it goes to: everyone, or the people of segments; and who is left out. */
export function AudienceFields({ audience, segments, tags, readOnly, change }: Props) {
  const { include, exclude } = audience;
  const choose = (everyone: boolean) => change({ ...audience, include: { ...include, everyone } });
  return (
    <div className="grid gap-4">
      <Field label="Send to" className="max-w-xs" disabled={readOnly}>
        <Select
          value={include.everyone ? "everyone" : "segments"}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value === "everyone")}
          options={[
            { value: "segments", label: "Customers in segments or with tags" },
            { value: "everyone", label: "Everyone" },
          ]}
        />
      </Field>
      {!include.everyone && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Choices
            legend="In any of these segments"
            none="There are no segments yet."
            choices={segments}
            chosen={include.segments}
            readOnly={readOnly}
            change={(chosen) => change({ ...audience, include: { ...include, segments: chosen } })}
          />
          <Choices
            legend="Or with any of these tags"
            none="There are no tags yet."
            choices={tags}
            chosen={include.tags}
            readOnly={readOnly}
            change={(chosen) => change({ ...audience, include: { ...include, tags: chosen } })}
          />
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices
          legend="Except people in"
          none="There are no segments yet."
          choices={segments}
          chosen={exclude.segments}
          readOnly={readOnly}
          change={(chosen) => change({ ...audience, exclude: { ...exclude, segments: chosen } })}
        />
        <Choices
          legend="Except people tagged"
          none="There are no tags yet."
          choices={tags}
          chosen={exclude.tags}
          readOnly={readOnly}
          change={(chosen) => change({ ...audience, exclude: { ...exclude, tags: chosen } })}
        />
      </div>
    </div>
  );
}

type ChoicesProps = {
  legend: string;
  none: string;
  choices: readonly { id: string; name: string; size?: number }[];
  chosen: readonly string[];
  readOnly: boolean;
  change: (chosen: string[]) => void;
};

/** More than these are not seen at a glance, so they can be narrowed. */
const GLANCE = 8;

function Choices({ legend, none, choices, chosen, readOnly, change }: ChoicesProps) {
  const [first] = useState(chosen); // what is chosen already is seen without scrolling, and nothing moves under the hand
  const [part, setPart] = useState("");
  const ordered = [...choices].sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)));
  const sought = part.trim().toLowerCase();
  const shown = ordered.filter(({ name }) => name.toLowerCase().includes(sought));
  const isLong = choices.length > GLANCE;
  const isFull = chosen.length >= MOST_NAMED;
  const turn = (id: string, on: boolean) => change(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm voice-label">{legend}</legend>
      {choices.length === 0 && <p className="text-soft text-sm">{none}</p>}
      {isLong && (
        <Input
          type="search"
          aria-label={`Find by name: ${legend}`}
          placeholder="Find by name"
          autoComplete="off"
          value={part}
          onValueChange={setPart}
          className="mb-1"
        />
      )}
      {shown.length > 0 && (
        <ul className="grid max-h-52 gap-1 overflow-y-auto rounded-thing border border-line p-3">
          {shown.map(({ id, name, size }) => (
            <li key={id}>
              <Checkbox
                checked={chosen.includes(id)}
                disabled={readOnly || (isFull && !chosen.includes(id))}
                onCheckedChange={(on) => turn(id, on)}
                className="min-h-7 pointer-coarse:min-h-10"
              >
                <span className="text-sm">
                  {name} {size !== undefined && <span className="text-people">{NUMBER.format(size)}</span>}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="mt-1 text-soft text-xs">
        {sought !== "" && `${shown.length === 0 ? "None" : NUMBER.format(shown.length)} of ${NUMBER.format(choices.length)} shown. `}
        {isLong && chosen.length > 0 && `${NUMBER.format(chosen.length)} chosen. `}
        {isFull && `At most ${MOST_NAMED} can be chosen. Take one away to choose another.`}
      </p>
    </fieldset>
  );
}
