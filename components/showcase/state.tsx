import type { ReactNode } from "react";

export type Theme = "light" | "dark";

/** A state and what is in it. */
export const State = ({ says, children }: { says: string; children: ReactNode }) => (
  <div className="grid gap-1.5 sm:grid-cols-[7rem_minmax(0,1fr)] sm:gap-4">
    <p className="pt-1 text-soft text-xs voice-label">{says}</p>
    <div className="flex min-w-0 flex-wrap items-start gap-3">{children}</div>
  </div>
);

export const LONG = "Somebody whose name is much longer than any form ever thought a name could be, and who has two of them";
