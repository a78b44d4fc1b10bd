import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What happened, the newest first, on one line of time. */
export const Timeline = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol aria-label={label} className="relative flex flex-col before:absolute before:inset-y-3 before:left-[7px] before:w-px before:bg-line">
    {children}
  </ol>
);

type Props = { icon?: ReactNode; title: ReactNode; at: ReactNode; person?: boolean; children?: ReactNode };

/** One fact. `person` marks what the customer did themselves: a lit dot; all else is a ring. */
export const TimelineItem = ({ icon, title, at, person = false, children }: Props) => (
  <li className="relative flex gap-3 py-2 pl-7">
    <span aria-hidden className="absolute top-[10px] left-0 flex size-[15px] items-center justify-center bg-canvas">
      {icon ?? <span className={cn("rounded-full", person ? "size-1.5 bg-people" : "size-[5px] border border-edge bg-canvas")} />}
    </span>
    <div className="min-w-0 flex-1">
      <div className="flex items-baseline justify-between gap-4">
        <div className="min-w-0 break-words">{title}</div>
        <div className="shrink-0 text-soft text-xs tabular-nums">{at}</div>
      </div>
      {children}
    </div>
  </li>
);
