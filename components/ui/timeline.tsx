import type { ReactNode } from "react";

/** What happened, the newest first, on one line of time. */
export const Timeline = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol aria-label={label} className="relative flex flex-col before:absolute before:inset-y-3 before:left-[7px] before:w-px before:bg-line">
    {children}
  </ol>
);

/** What a fact is marked with: a person who came or went, round as people are; what the customer did, or anything else, square as things are. */
const MARKS = {
  came: "size-1.5 rounded-full bg-people",
  went: "size-[5px] rounded-full border border-edge bg-canvas",
  deed: "size-1.5 bg-ink",
  fact: "size-[5px] border border-edge bg-canvas",
} as const;

/** What the two marks of a person's facts mean. */
export const TimelineKey = () => (
  <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-soft text-xs">
    {(["deed", "fact"] as const).map((mark) => (
      <span key={mark} className="inline-flex items-center gap-2">
        <span aria-hidden className={MARKS[mark]} />
        {KEY[mark]}
      </span>
    ))}
  </p>
);

const KEY = { deed: "what they did", fact: "what happened to them" };

type Props = { title: ReactNode; at: ReactNode; mark?: keyof typeof MARKS; children?: ReactNode };

/** One fact, with the moment it is of. */
export const TimelineItem = ({ title, at, mark = "fact", children }: Props) => (
  <li className="relative flex gap-3 py-2 pl-7">
    <span aria-hidden className="absolute top-[10px] left-0 flex size-[15px] items-center justify-center bg-canvas">
      <span className={MARKS[mark]} />
    </span>
    <div className="min-w-0 flex-1">
      <div className="flex items-baseline justify-between gap-4">
        <div className="min-w-0 break-words">{title}</div>
        <div className="shrink-0 text-soft text-xs">{at}</div>
      </div>
      {children}
    </div>
  </li>
);
