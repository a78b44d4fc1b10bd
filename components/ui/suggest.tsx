"use client";

import { Autocomplete as Base } from "@base-ui/react/autocomplete";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";

type Props = {
  label: string;
  placeholder?: string;
  items: readonly string[];
  value: string;
  onValueChange: (value: string) => void;
  /** Takes a text: one that was chosen, or what was typed when Enter is pressed. */
  take: (value: string) => void;
  /** What is said below the ones that fit, where what is typed is none of them. */
  newLabel?: (typed: string) => string;
};

/** A text that may be one of many: what begins to fit is offered while one types, and anything else can be typed as well. */
export function Suggest({ label, placeholder, items, value, onValueChange, take, newLabel }: Props) {
  const typed = value.trim();
  const isKnown = items.some((item) => item.toLowerCase() === typed.toLowerCase());
  const offered = newLabel && typed !== "" && !isKnown ? [...items, typed] : items;
  return (
    <Base.Root items={offered} value={value} onValueChange={onValueChange} autoHighlight openOnInputClick>
      <Base.Input
        aria-label={label}
        placeholder={placeholder ?? label}
        className={cn(controlLook, "h-control pointer-coarse:h-10")}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.defaultPrevented || event.currentTarget.getAttribute("aria-activedescendant")) return;
          event.preventDefault();
          if (typed !== "") take(typed);
        }}
      />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50 outline-none">
          <Base.Popup className="max-h-[min(var(--available-height),18rem)] w-[var(--anchor-width)] min-w-44 overflow-y-auto rounded-control border border-line bg-panel p-1 shadow-float data-empty:hidden">
            <Base.List>
              {(item: string) => (
                <Base.Item
                  key={item}
                  value={item}
                  onClick={() => take(item)}
                  className="flex min-h-7 cursor-pointer items-center rounded-thing px-2 py-1 text-sm outline-none select-none data-highlighted:bg-sunk pointer-coarse:min-h-10"
                >
                  {newLabel && item === typed && !isKnown ? newLabel(item) : item}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
