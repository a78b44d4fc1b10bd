"use client";

import { ChevronLeft } from "lucide-react";
import { usePathname } from "next/navigation";
import { addressOf, placesFor } from "@/components/shell/places";
import { Link } from "@/components/ui/link";

/** What lies inside of a section without being one of its things: the tabs there lead back. */
const TABBED = ["settings", "events/names"];

/** Above what is inside of a section: the way back to its list. */
export function Trail({ project }: { project: string }) {
  const [section, ...inside] = usePathname().split("/").slice(2);
  const place = placesFor(true).find((each) => each.section === section);
  if (!place || inside.length === 0 || TABBED.includes(place.section) || TABBED.includes([section, ...inside].join("/"))) return null;
  return (
    <nav aria-label="Up" className="mb-2">
      <Link
        href={addressOf(project, place.section)}
        className="touchable -ml-1 inline-flex items-center gap-0.5 text-soft text-xs voice-label hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4 stroke-icon" />
        {place.label}
      </Link>
    </nav>
  );
}
