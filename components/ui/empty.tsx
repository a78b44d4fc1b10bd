import type { ReactNode } from "react";
import { Drawing, type Drawn } from "@/components/ui/drawing";

type Props = {
  /** What would be here, drawn. Where something is only not found, nothing is. */
  drawing?: Drawn;
  title: string;
  children?: ReactNode;
  /** The one thing to do about it, and beside it what can be looked at instead. */
  action?: ReactNode;
};

/** A list with nothing in it: what would be here, and the one thing to do about it. */
export const Empty = ({ drawing, title, children, action }: Props) => (
  <div className="flex flex-col items-center gap-3 px-6 py-16 text-center">
    {drawing && <Drawing of={drawing} />}
    <h2 className="text-base">{title}</h2>
    {children && <div className="max-w-[52ch] text-balance text-soft">{children}</div>}
    {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);
