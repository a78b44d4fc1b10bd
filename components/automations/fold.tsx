"use client";

import { ChevronDown, type LucideIcon } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";

/** A place of a flow in words: what it holds, nothing while that is not chosen, and what of it is not as usual. */
export type Told = { says: string; differs?: readonly (string | false | undefined)[] };

type Props = {
  place: string;
  /** The id of its name, which is the name of what it stands in. */
  id: string;
  icon: LucideIcon;
  label: string;
  /** Which of its kind it is, for those who do not see where it stands. */
  which?: string;
  told: Told;
  /** Its fields, which are there once they were asked for, and keep what is typed in them when they are closed. */
  fields: ReactNode;
  /** What can be done with it as a whole. */
  moves?: ReactNode;
  /** What is seen of it in any case. */
  children?: ReactNode;
};

/** What is seen of a place of a flow: it is told in a line or two, and pressing its head opens its fields. */
export function Fold({ place, id, icon: Icon, label, which, told, fields, moves, children }: Props) {
  const { unfolded, unfinished, fold } = useBuilder();
  const panel = useId();
  const isOpen = unfolded.includes(place);
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <div className="group/fold @container">
      <header className="relative flex items-start gap-2 rounded-thing px-3 pt-3 has-[[aria-expanded]:hover]:bg-sunk">
        <h2 className="min-w-0 flex-1 text-sm text-pretty">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={panel}
            onClick={() => fold(place)}
            className="flex w-full cursor-pointer items-start gap-2 text-left outline-none after:absolute after:inset-0 after:rounded-thing focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-icon text-soft" />
            <span className={cn("flex min-w-0 flex-1 flex-wrap gap-x-2 pb-3 voice-body", moves && "@sm:pr-28")}>
              <span id={id} className={cn("voice-label", moves && "@max-sm:basis-full @max-sm:pr-28")}>
                {label} {which && <span className="sr-only">({which})</span>}
              </span>
              {!isOpen && <Line {...told} />}
              {!isOpen && unfinished.some((each) => each === place || each.startsWith(`${place}/`)) && (
                <Status tone="warn">Not complete</Status>
              )}
            </span>
          </button>
        </h2>
        {moves && (
          <div className="absolute top-1.5 right-9 z-1 flex group-hover/fold:opacity-100 group-focus-within/fold:opacity-100 md:pointer-fine:opacity-0">
            {moves}
          </div>
        )}
        <ChevronDown
          aria-hidden
          className={cn("mt-0.5 size-4 shrink-0 stroke-icon text-soft transition-transform", isOpen && "rotate-180")}
        />
      </header>
      <div id={panel} hidden={!isOpen} className="px-3 pt-1 pb-3">
        {wasOpen && fields}
      </div>
      {children && <div className={cn("pr-3 pb-3 empty:hidden", isOpen ? "pl-3" : "pl-9")}>{children}</div>}
    </div>
  );
}

const Line = ({ says, differs = [] }: Told) => {
  const unusual = differs.filter(Boolean).join(", ");
  return (
    <>
      {says && <span className="min-w-0 break-words">{says}</span>} {unusual && <span className="text-soft">{unusual}</span>}
    </>
  );
};
