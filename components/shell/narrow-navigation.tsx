"use client";

import { Menu, X } from "lucide-react";
import { useState } from "react";
import { Navigation } from "@/components/shell/navigation";
import { ProjectSwitcher } from "@/components/shell/project-switcher";
import { Button } from "@/components/ui/button";
import { Sheet, SheetClose } from "@/components/ui/sheet";

type Props = Parameters<typeof ProjectSwitcher>[0] & { seesJobs: boolean };

/** The sidebar on a narrow screen. */
export function NarrowNavigation({ seesJobs, ...props }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      title="Navigation"
      trigger={
        <Button variant="quiet" size="icon" aria-label="Open navigation" className="md:hidden">
          <Menu aria-hidden />
        </Button>
      }
    >
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <ProjectSwitcher {...props} />
        </div>
        <SheetClose>
          <Button variant="quiet" size="icon" aria-label="Close navigation" className="pointer-coarse:size-touch">
            <X aria-hidden />
          </Button>
        </SheetClose>
      </div>
      <Navigation project={props.current.slug} seesJobs={seesJobs} onGo={() => setOpen(false)} />
    </Sheet>
  );
}
