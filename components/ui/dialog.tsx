"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useRef } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = {
  /** The button that opens it. Leave it out where `open` is held elsewhere. */
  trigger?: ReactElement<Record<string, unknown>>;
  title: string;
  description?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children?: ReactNode;
};

/** What one writes or chooses in, unless one of it is marked as the first. Boxes to tick are no place to begin at. */
const FIELD = "input:not([type=hidden], [type=checkbox], [type=radio], :disabled), select:not(:disabled), textarea:not(:disabled)";

/**
 * Asks or shows something before one goes on. It holds the focus, gives it back, and Escape closes it, unless it shows what cannot be shown
 * again (`data-once`): that is closed by its own buttons alone. Whoever is asked to write can write
 * at once; by touch that would bring up the keyboard over what is to be read.
 */
export function Dialog({ trigger, title, description, open, onOpenChange, className, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const change = (next: boolean, how: Base.Root.ChangeEventDetails) => {
    const isLost = !next && /^(escape-key|outside-press)$/.test(how.reason) && popup.current?.querySelector("[data-once]");
    if (isLost) how.cancel();
    else onOpenChange?.(next);
  };
  return (
    <Base.Root {...(open !== undefined && { open })} onOpenChange={change}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 transition-opacity duration-appear data-starting-style:opacity-0 data-ending-style:opacity-0 dark:bg-sunk/70" />
        <Base.Popup
          ref={popup}
          initialFocus={(by) =>
            by === "touch" ||
            (popup.current?.querySelector<HTMLElement>("[data-first]") ?? popup.current?.querySelector<HTMLElement>(FIELD) ?? true)
          }
          className={cn(
            "fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(calc(100vw-32px),30rem)] -translate-x-1/2 flex-col overflow-y-auto rounded-dialog border border-line bg-panel p-5 shadow-float transition duration-appear ease-out data-starting-style:translate-y-1 data-starting-style:opacity-0 data-ending-style:opacity-0",
            className,
          )}
        >
          <DialogHead title={title} description={description} className="mb-3" />
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type HeadProps = Pick<Props, "title" | "description" | "className">;

/** What it is about, and the way out. */
export const DialogHead = ({ title, description, className }: HeadProps) => (
  <div className={cn("flex items-start justify-between gap-4", className)}>
    <div>
      <Base.Title className="text-base">{title}</Base.Title>
      {description && <Base.Description className="mt-1 text-soft">{description}</Base.Description>}
    </div>
    <Base.Close aria-label="Close" className={cn(buttonLook({ variant: "quiet", size: "icon" }), "-mt-1 -mr-2")}>
      <X aria-hidden />
    </Base.Close>
  </div>
);

/** The row of buttons that ends a dialog. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>
);

/** Closes the dialog it is in. */
export const DialogClose = ({ children = "Cancel" }: { children?: ReactNode }) => (
  <Base.Close className={buttonLook({ variant: "quiet" })}>{children}</Base.Close>
);
