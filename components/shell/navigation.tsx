"use client";

import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { addressOf, NOUNS, type Place, restFor } from "@/components/shell/places";
import { cn } from "@/components/ui/cn";

type Props = { project: string; seesJobs: boolean; onGo?: () => void };

/** The ways to a project's places. The place at hand is said to everyone, not shown by colour alone. */
export function Navigation({ project, seesJobs, onGo }: Props) {
  const [first, section = ""] = usePathname().split("/").slice(1);
  const here = first === "mailbox" ? null : section; // it stands beside the projects, at an address of its own
  const list = (places: readonly Place[]) => (
    <ul className="flex flex-col gap-px">
      {places.map(({ section, label, icon: Icon }) => (
        <li key={section}>
          <Link
            href={addressOf(project, section)}
            {...(onGo && { onClick: onGo })}
            aria-current={here === section ? "page" : undefined}
            className={cn(
              "flex h-control items-center gap-2.5 rounded-control px-2 text-soft voice-label transition-colors hover:bg-line/50 hover:text-ink pointer-coarse:h-10",
              here === section && "bg-line/70 text-ink",
            )}
          >
            <Icon aria-hidden className="size-4 stroke-icon" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <nav aria-label="Project" className="flex flex-1 flex-col gap-4">
      {list(NOUNS)}
      <hr className="border-line" />
      {list(restFor(seesJobs))}
    </nav>
  );
}
