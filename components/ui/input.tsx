"use client";

import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** What every control that is typed or chosen in looks like. */
export const controlLook =
  "w-full rounded-control border border-edge/60 bg-panel px-2.5 text-sm text-ink transition-[border-color] hover:border-edge focus-visible:outline-offset-0 data-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunk disabled:text-soft";

export const Input = ({ className, ...rest }: Omit<ComponentProps<typeof Base>, "className"> & { className?: string }) => (
  <Base {...rest} className={cn(controlLook, "h-[30px] pointer-coarse:h-10", className)} />
);
