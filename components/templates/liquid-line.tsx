"use client";

import { useRef } from "react";
import { type Insertable, liquidOf } from "@/components/templates/canvas";
import { type Place, type ShownFor, useBecomes } from "@/components/templates/use-becomes";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Finds the Liquid in a text, with what it does in plain words. */
export type ChipsIn = (text: string) => { from: number; to: number; words: string }[];

type Props = {
  label: string;
  place: Place;
  /** Said where no Liquid in it has anything to say. */
  hint?: string;
  shown: ShownFor;
  value: string;
  change: (value: string) => void;
  chipsIn: ChipsIn;
  /** The writer is here: what is inserted belongs here until they go elsewhere. */
  onWrite: (insert: (node: Insertable) => void) => void;
};

/** A line of an email that may have Liquid in it, which is told in plain words until it is written in. */
export function LiquidLine({ label, place, hint, shown, value, change, chipsIn, onWrite }: Props) {
  const becomes = useBecomes(place, value, shown);
  const input = useRef<HTMLInputElement>(null);
  const insert = (node: Insertable) => {
    const { current: line } = input;
    line?.setRangeText(liquidOf(node), line.selectionStart ?? value.length, line.selectionEnd ?? value.length, "end");
    line?.dispatchEvent(new Event("input", { bubbles: true }));
    line?.focus();
  };
  const pieces = piecesOf(value, chipsIn(value));
  return (
    <Field label={label} description={becomes.says ?? hint} error={becomes.problem}>
      <div className="group relative">
        <Input ref={input} value={value} maxLength={400} onValueChange={change} onFocus={() => onWrite(insert)} />
        {pieces.length > 1 && (
          <div
            aria-hidden
            className="pointer-events-none absolute inset-px flex items-center overflow-hidden whitespace-pre rounded-control bg-panel px-2.5 text-sm group-focus-within:hidden"
          >
            {pieces}
          </div>
        )}
      </div>
    </Field>
  );
}

function piecesOf(text: string, chips: ReturnType<ChipsIn>) {
  const ends = [0, ...chips.map(({ to }) => to)];
  return [
    ...chips.flatMap(({ from, words }, i) => [
      text.slice(ends[i], from),
      <span key={from} className={cn("mx-px rounded-thing border border-line bg-sunk px-1", text[from + 1] === "%" && "text-soft")}>
        {words}
      </span>,
    ]),
    text.slice(ends.at(-1)),
  ];
}
