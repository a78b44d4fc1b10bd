"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

type Props = { text: ReactNode; side?: "top" | "bottom" | "left" | "right"; children: ReactElement<Record<string, unknown>> };

/** A word on what is under the pointer or has the focus. Only for what is said elsewhere too: a finger never sees it. */
export const Tooltip = ({ text, side = "top", children }: Props) => (
  <Base.Provider delay={400}>
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-60">
          <Base.Popup className="max-w-72 rounded-thing bg-ink px-2 py-1 text-xs text-canvas shadow-float transition-opacity duration-140 data-starting-style:opacity-0 data-ending-style:opacity-0">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  </Base.Provider>
);
