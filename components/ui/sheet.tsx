"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { DialogHead } from "@/components/ui/dialog";

type Props = {
  /** The button that opens it. Leave it out where `open` is held elsewhere. */
  trigger?: ReactElement<Record<string, unknown>>;
  /** Its name: read out, and shown with a way to close it where it is `headed`. */
  title: string;
  headed?: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side?: "left" | "right";
  className?: string;
  children: ReactNode;
};

const SIDES = {
  left: "left-0 border-r data-starting-style:-translate-x-full data-ending-style:-translate-x-full",
  right: "right-0 border-l data-starting-style:translate-x-full data-ending-style:translate-x-full",
};

/** What comes in from an edge and stands over the page. Escape and a press beside it close it. */
export const Sheet = ({ trigger, title, headed = false, open, onOpenChange, side = "left", className, children }: Props) => (
  <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
    {trigger && <Base.Trigger render={trigger} />}
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 transition-opacity duration-panel data-starting-style:opacity-0 data-ending-style:opacity-0 dark:bg-sunk/70" />
      <Base.Popup
        className={cn(
          "fixed inset-y-0 z-50 flex flex-col gap-3 overflow-y-auto border-line transition duration-panel ease-out",
          headed ? "w-[min(92vw,24rem)] bg-panel p-5" : "w-[min(80vw,280px)] bg-sunk p-3",
          SIDES[side],
          className,
        )}
      >
        {headed ? <DialogHead title={title} /> : <Base.Title className="sr-only">{title}</Base.Title>}
        {children}
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
);

/** Closes the sheet it is in. */
export const SheetClose = ({ children }: { children: ReactElement<Record<string, unknown>> }) => <Base.Close render={children} />;
