import type { ReactNode } from "react";

type Props = { drawing?: ReactNode; title: string; children?: ReactNode; action?: ReactNode };

/** A list with nothing in it: what would be here, and the one thing to do about it. */
export const Empty = ({ drawing, title, children, action }: Props) => (
  <div className="flex flex-col items-center gap-3 px-6 py-16 text-center">
    {drawing && (
      <div aria-hidden className="mb-1">
        {drawing}
      </div>
    )}
    <h2 className="text-base">{title}</h2>
    {children && <div className="max-w-[52ch] text-soft">{children}</div>}
    {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);
