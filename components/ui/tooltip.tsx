"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";

type Props = {
  /** What a button with an icon alone does. It repeats the button's own `aria-label`, so nothing reads it twice. Nothing: it says nothing now. */
  says: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement<Record<string, unknown>>;
};

/** The name of what has only an icon, for who points at it or reaches it by keyboard. */
export const Tooltip = ({ says, side = "top", children }: Props) => (
  <Base.Root disabled={says === undefined}>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} className="z-60">
        <Base.Popup className="max-w-64 rounded-thing bg-ink px-2 py-1 text-canvas text-xs transition-opacity duration-appear data-starting-style:opacity-0 data-ending-style:opacity-0 data-instant:transition-none">
          {says}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
