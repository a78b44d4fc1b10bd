import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Whether what is edited is kept, and what is done with it next: always in sight, below what stands above every page. */
export const ActionBar = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div
    className={cn("sticky top-12 z-10 -mx-1 mb-4 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 bg-canvas px-1 py-2", className)}
  >
    {children}
  </div>
);
