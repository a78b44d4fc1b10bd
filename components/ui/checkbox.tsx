"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = Omit<ComponentProps<typeof Base.Root>, "className" | "children"> & { children?: ReactNode; className?: string };

/** A choice that holds when the form is sent. Without words beside it, it needs an `aria-label`. */
export function Checkbox({ children, className, ...rest }: Props) {
  const box = (
    <Base.Root
      {...rest}
      className={cn(
        "touchable flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-thing border border-edge bg-panel text-canvas transition-colors data-checked:border-ink data-checked:bg-ink data-indeterminate:border-ink data-indeterminate:bg-ink data-disabled:cursor-not-allowed data-disabled:opacity-50",
        !children && className,
      )}
    >
      <Base.Indicator
        render={(props, { indeterminate }) => (
          <span {...props}>{indeterminate ? <Minus className="size-3" /> : <Check className="size-3 stroke-tick" />}</span>
        )}
      />
    </Base.Root>
  );
  if (!children) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box is its control
    <label className={cn("flex cursor-pointer items-center gap-2", className)}>
      {box}
      {children}
    </label>
  );
}
