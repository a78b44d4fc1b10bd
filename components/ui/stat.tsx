import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Figures beside each other, divided by hairlines. Below tabs, theirs is enough above. */
export const Stats = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-2 gap-x-4 gap-y-5 border-line border-y py-4 sm:flex sm:gap-0 sm:divide-x sm:divide-line [nav.border-b+&]:border-t-0 [nav.border-b+&]:pt-0">
    {children}
  </dl>
);

type Props = { label: string; value: ReactNode; hint?: ReactNode; people?: boolean };

/** One figure and what it counts. `people` is for counts of people, and for nothing else. */
export const Stat = ({ label, value, hint, people = false }: Props) => (
  <div className="flex min-w-0 flex-1 flex-col sm:px-5 sm:first:pl-0">
    <dt className="text-soft text-xs voice-label">{label}</dt>
    <dd className={cn("mt-0.5 text-lg voice-title", people && "text-people")}>{value}</dd>
    {hint && <dd className="text-soft text-xs">{hint}</dd>}
  </div>
);
