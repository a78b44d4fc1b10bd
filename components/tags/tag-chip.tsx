import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { ChipTag, TagColour } from "@/lib/tags/schema";

const SWATCHES: Record<TagColour, string> = { ink: "bg-soft", note: "bg-note", good: "bg-good", warn: "bg-warn", bad: "bg-bad" };

export const Swatch = ({ colour }: { colour: TagColour }) => (
  <span aria-hidden className={cn("size-2 shrink-0 rounded-[2px]", SWATCHES[colour])} />
);

/** A tag beside others: square, since it is a thing, and told by its name. */
export const TagChip = ({ tag, children }: { tag: Omit<ChipTag, "id">; children?: ReactNode }) => (
  <span className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-thing border border-line bg-panel px-1.5 text-xs voice-label">
    <Swatch colour={tag.colour} />
    <span className="truncate">{tag.name}</span>
    {children}
  </span>
);
