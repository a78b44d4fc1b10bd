import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { Swatch } from "@/components/ui/colour";
import type { ChipTag } from "@/lib/tags/schema";

/** A tag beside others: square, since it is a thing, and told by its name. */
export const TagChip = ({ tag, href, children }: { tag: Omit<ChipTag, "id">; href?: string | undefined; children?: ReactNode }) => (
  <span className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-thing border border-line bg-panel px-1.5 text-xs voice-label">
    <Swatch colour={tag.colour} />
    {href ? (
      <Link href={href} className="truncate hover:underline">
        {tag.name}
      </Link>
    ) : (
      <span className="truncate">{tag.name}</span>
    )}
    {children}
  </span>
);
