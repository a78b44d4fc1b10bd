"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = {
  label: ReactNode;
  description?: ReactNode;
  /** What is wrong with the value: shown below, read out, and tied to the control. */
  error?: string | undefined;
  /** For what is clear from its place, such as the cells of a table: still read out. */
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
};

/** A control with its name, what it does, and what is wrong with it. Put one Input, Textarea, Select, Checkbox or Switch in it. */
export const Field = ({ label, description, error, hideLabel = false, disabled = false, className, children }: Props) => (
  <Base.Root invalid={error !== undefined} disabled={disabled} className={cn("flex flex-col gap-1", className)}>
    <Base.Label className={cn("text-sm voice-label", hideLabel && "sr-only")}>{label}</Base.Label>
    {children}
    {description && <Base.Description className="text-xs text-soft">{description}</Base.Description>}
    <Base.Error match={error !== undefined} className="text-xs text-bad">
      {error}
    </Base.Error>
  </Base.Root>
);
