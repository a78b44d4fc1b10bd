import type { ReactNode } from "react";

/** What is known of one thing, a line each. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className="divide-y divide-line border-line border-y">{children}</dl>;

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex min-h-9 items-center gap-4 py-1">
    <dt className="w-24 shrink-0 text-soft sm:w-36">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);
