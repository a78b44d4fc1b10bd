"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu, X } from "lucide-react";
import { useState } from "react";
import { Navigation } from "@/components/shell/navigation";
import { ProjectSwitcher } from "@/components/shell/project-switcher";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = Parameters<typeof ProjectSwitcher>[0] & { seesJobs: boolean };

/** The sidebar on a narrow screen. */
export function Sheet({ seesJobs, ...props }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setOpen(next)}>
      <Dialog.Trigger aria-label="Open navigation" className={cn(buttonLook({ variant: "quiet", size: "icon" }), "md:hidden")}>
        <Menu aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 transition-opacity duration-panel data-starting-style:opacity-0 data-ending-style:opacity-0 dark:bg-sunk/70" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 flex w-[min(80vw,280px)] flex-col gap-3 border-line border-r bg-sunk p-3 transition duration-panel ease-out data-starting-style:-translate-x-full data-ending-style:-translate-x-full">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <div className="flex gap-2">
            <ProjectSwitcher {...props} />
            <Dialog.Close
              aria-label="Close navigation"
              className={cn(buttonLook({ variant: "quiet", size: "icon" }), "pointer-coarse:size-10")}
            >
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <Navigation project={props.current.slug} seesJobs={seesJobs} onGo={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
