"use client";

import { type FocusEvent, type KeyboardEvent, type MouseEvent, memo, type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Moving } from "@/components/ui/moving";
import { CROWD_SIZE } from "@/lib/customers/crowd/schema";

/** A dot is a person: the same id is the same dot, wherever it is shown. */
type Dot = { id: string; name: string };

/** People of whom the same is true: in words, and as it is written above them. Lit is a disc in the colour of people, unlit a ring. */
export type DotGroup = { key: string; words: string; says: ReactNode; lit: boolean; people: readonly Dot[] };

type Props = {
  /** What is to be seen, in one sentence. */
  label: string;
  groups: readonly DotGroup[];
  /** Opens a person. */
  open: (id: string) => void;
  /** Who is open, and so is marked. */
  current?: string | null;
  className?: string | undefined;
};

/**
 * Shows people as dots, group by group; who changes groups moves there. One stop of the Tab key: arrows go from dot to dot, Enter opens the
 * person. Who does not see it hears the sentence, and has a table of the groups.
 */
export function Crowd({ label, groups, open, current = null, className }: Props) {
  const { stop, toolbar } = useRoving(
    groups.flatMap(({ people }) => people),
    open,
  );
  return (
    <Moving className={className} places={groups.map(({ people }) => people.map(({ id }) => id).join()).join("|")}>
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <tbody>
            {groups.map(({ key, words, people }) => (
              <tr key={key}>
                <th scope="row">{words}</th>
                <td>{people.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div role="toolbar" {...toolbar} aria-label={label} className="crowd">
        {groups.map(({ key, says }, at) => (
          <div key={key} style={{ order: 2 * at }} className={cn("basis-full pb-1", at > 0 && "pt-3")}>
            {says}
          </div>
        ))}
        <PlacedDots {...{ groups, stop, current }} />
      </div>
    </Moving>
  );
}

type PlacedProps = { groups: readonly DotGroup[]; stop: string | undefined; current: string | null };

/** In the page dots keep one order for ever and are placed by CSS, so that one that moves keeps the focus. */
const PlacedDots = memo(
  ({ groups, stop, current }: PlacedProps) =>
    groups
      .flatMap(({ people, words, lit }, at) => people.map((person) => ({ ...person, words, lit, order: 2 * at + 1 })))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((dot) => <DotButton key={dot.id} {...dot} isStop={dot.id === stop} isOpen={dot.id === current} />),
  (before, now) =>
    before.stop === now.stop &&
    before.current === now.current &&
    before.groups.length === now.groups.length &&
    before.groups.every(
      ({ people, words, lit }, at) => people === now.groups[at]!.people && words === now.groups[at]!.words && lit === now.groups[at]!.lit,
    ),
);
PlacedDots.displayName = "PlacedDots";

const NUMBER = new Intl.NumberFormat("en");

type NoteProps = {
  shown: number;
  total: number | null;
  /** What more is true of each. */
  is?: string;
  tells: string;
};

/** What a dot is and what pressing one tells. Where not everybody has one, it says so, and of how many; `total` is null where nobody has counted them. */
export function CrowdNote({ shown, total, is = "", tells }: NoteProps) {
  if (shown === 0) return null;
  const isPart = total === null ? shown >= CROWD_SIZE : total > shown;
  const part = `; ${NUMBER.format(shown)} of ${total === null ? "all" : NUMBER.format(total)} are shown, chosen by chance and the same on every page. A small group may have none`;
  return (
    <p className="max-w-[68ch] text-pretty text-soft text-xs">
      Each dot is a person{is && ` ${is}`}
      {isPart && part}. Press one to see {tells}.
    </p>
  );
}

/** The dots of one group by themselves, where their place says what is true of them. What they may move between stands in one Moving. */
export function Dots({
  label,
  words,
  lit,
  people,
  open,
  current = null,
}: Pick<Props, "label" | "open" | "current"> & Omit<DotGroup, "key" | "says">) {
  const { stop, toolbar } = useRoving(people, open);
  return (
    <div role="toolbar" {...toolbar} aria-label={label} className="crowd">
      {people.map((dot) => (
        <DotButton key={dot.id} {...dot} {...{ words, lit }} isStop={dot.id === stop} isOpen={dot.id === current} />
      ))}
    </div>
  );
}

type ButtonProps = Dot & { words: string; lit: boolean; order?: number; isStop: boolean; isOpen: boolean };

/** Drawn anew only when something of it has changed: there are hundreds, and at a key few of them part. */
const DotButton = memo(({ id, name, words, lit, order, isStop, isOpen }: ButtonProps) => (
  <button
    type="button"
    data-dot={id}
    data-lit={lit || undefined}
    data-open={isOpen || undefined}
    tabIndex={isStop ? 0 : -1}
    title={name}
    aria-label={`${name}: ${words}`}
    style={{ order }}
  />
));
DotButton.displayName = "DotButton";

const dotAt = ({ target }: { target: EventTarget }) => (target as HTMLElement).closest<HTMLElement>("[data-dot]");

/** Makes dots one widget: the last that had the focus is where Tab comes back to. */
function useRoving(people: readonly Dot[], open: (id: string) => void) {
  const [last, setLast] = useState<string>();
  const stop = people.some(({ id }) => id === last) ? last : people[0]?.id;
  const toolbar = {
    onFocus: (event: FocusEvent) => setLast(dotAt(event)?.dataset.dot),
    onClick(event: MouseEvent) {
      const id = dotAt(event)?.dataset.dot;
      if (id) open(id);
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const from = dotAt(event);
      const to = from && nextDot([...event.currentTarget.querySelectorAll<HTMLElement>("[data-dot]")], from, event.key);
      if (!to) return;
      event.preventDefault();
      to.focus();
    },
  };
  return { stop, toolbar };
}

/** Where a key leads from a dot, as they are seen. */
function nextDot(dots: HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const seen = dots
    .map((dot) => ({ dot, box: dot.getBoundingClientRect() }))
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  const at = seen.findIndex(({ dot }) => dot === from);
  const { top, left } = from.getBoundingClientRect();
  const inRow = (down: 1 | -1) =>
    seen
      .map(({ dot, box }) => ({ dot, rows: (box.top - top) * down, aside: Math.abs(box.left - left) }))
      .filter(({ rows }) => rows > 1)
      .sort((a, b) => a.rows - b.rows || a.aside - b.aside)[0]?.dot;
  switch (key) {
    case "ArrowRight":
      return seen[at + 1]?.dot;
    case "ArrowLeft":
      return seen[at - 1]?.dot;
    case "ArrowDown":
      return inRow(1);
    case "ArrowUp":
      return inRow(-1);
    case "Home":
      return seen[0]?.dot;
    case "End":
      return seen.at(-1)?.dot;
    default:
      return undefined;
  }
}
