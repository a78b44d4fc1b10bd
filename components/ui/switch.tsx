"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A choice that holds at once. It needs a Field or an `aria-label`. */
export const Switch = ({ className, ...rest }: Omit<ComponentProps<typeof Base.Root>, "className"> & { className?: string }) => (
  <Base.Root
    {...rest}
    className={cn(
      "touchable flex h-[18px] w-8 shrink-0 cursor-pointer items-center rounded-full border border-edge bg-sunk p-px transition-colors data-checked:border-ink data-checked:bg-ink data-disabled:cursor-not-allowed data-disabled:opacity-50",
      className,
    )}
  >
    <Base.Thumb className="size-3.5 rounded-full bg-edge transition-transform data-checked:translate-x-[14px] data-checked:bg-canvas" />
  </Base.Root>
);
