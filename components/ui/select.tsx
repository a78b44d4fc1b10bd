"use client";

import { Field } from "@base-ui/react/field";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";

type Option = { value: string; label: string; disabled?: boolean };
type Props = ComponentProps<"select"> & { options?: readonly Option[] };

/** The browser's own select: it works in forms without a script, on phones and with every screen reader. */
export const Select = ({ options, className, children, ...rest }: Props) => (
  <span className={cn("relative inline-flex w-full", className)}>
    <Field.Control
      render={
        <select
          {...rest}
          ref={takesFocusBack}
          className={cn(controlLook, "drawn h-control cursor-pointer truncate py-0 pr-7 pointer-coarse:h-10")}
        >
          {options?.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {label}
            </option>
          ))}
          {children}
        </select>
      }
    />
    <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 stroke-icon text-soft" />
  </span>
);

/**
 * When its list closes, the focus passes from a choice to the select. A dialog around it that heard of the choice alone would take the focus
 * for lost, and take it itself.
 */
function takesFocusBack(select: HTMLSelectElement | null) {
  select?.addEventListener("focusout", (event) => {
    if (event.relatedTarget === select) event.stopPropagation();
  });
}
