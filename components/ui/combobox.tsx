"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";

type Option = { value: string; label: string };
type Props = {
  options: readonly Option[];
  /** What the form says: the value of the one that is chosen. */
  name?: string;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  /** Whether it is what its dialog asks for first: it comes later than the dialog. */
  autoFocus?: boolean;
  className?: string;
};

/** One of many, found by typing a part of its name. Few and fixed choices are a Select. Put it in a Field, which names it. */
export function Combobox({
  options,
  name,
  defaultValue,
  value,
  onValueChange,
  placeholder = "Type to find",
  disabled,
  autoFocus = false,
  className,
}: Props) {
  const the = (wanted: string) => options.find((option) => option.value === wanted) ?? null;
  return (
    <Base.Root
      items={options}
      required
      autoHighlight
      openOnInputClick
      {...(name && { name })}
      {...(disabled && { disabled })}
      {...(defaultValue !== undefined && { defaultValue: the(defaultValue) })}
      {...(value !== undefined && { value: the(value) })}
      onInputValueChange={(typed, how) => typed === "" && keep(how)}
      onValueChange={(chosen: Option | null, how) => (chosen ? onValueChange?.(chosen.value) : keep(how))}
    >
      <Base.InputGroup className={cn("relative w-full", className)}>
        <Base.Input
          placeholder={placeholder}
          autoFocus={autoFocus}
          className={cn(controlLook, "h-control truncate pr-7 pointer-coarse:h-10")}
        />
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 stroke-icon text-soft" />
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50 outline-none">
          <Base.Popup className="w-[var(--anchor-width)] min-w-44 rounded-control border border-line bg-panel shadow-float">
            <Base.Empty>
              <div className="px-3 py-2 text-soft">Nothing is called so.</div>
            </Base.Empty>
            <Base.List className="max-h-[min(var(--available-height),18rem)] scroll-py-1 overflow-y-auto p-1 data-empty:p-0">
              {(option: Option) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-7 cursor-pointer items-center justify-between gap-2 rounded-thing px-2 py-1 outline-none select-none data-highlighted:bg-sunk pointer-coarse:min-h-10"
                >
                  <span className="truncate">{option.label}</span>
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 stroke-icon" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Escape takes away nothing that is chosen: it closes the list, and once that is closed, what the box stands in. */
function keep(how: Base.Root.ChangeEventDetails) {
  if (how.reason !== "escape-key") return;
  how.cancel();
  how.allowPropagation();
}
