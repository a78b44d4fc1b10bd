"use client";

import {
  Filter,
  House,
  ListChecks,
  ListTree,
  Mail,
  Megaphone,
  Plug,
  Radio,
  Send,
  Settings,
  Tag,
  Users,
  Workflow,
  type LucideIcon,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

type Place = { section: string; label: string; icon: LucideIcon };
type Props = { project: string; seesJobs: boolean; onGo?: () => void };

const NOUNS: readonly Place[] = [
  { section: "", label: "Home", icon: House },
  { section: "customers", label: "Customers", icon: Users },
  { section: "segments", label: "Segments", icon: Filter },
  { section: "events", label: "Events", icon: Radio },
  { section: "traits", label: "Traits", icon: ListTree },
  { section: "tags", label: "Tags", icon: Tag },
  { section: "automations", label: "Automations", icon: Workflow },
  { section: "broadcasts", label: "Broadcasts", icon: Megaphone },
  { section: "templates", label: "Templates", icon: Mail },
  { section: "integrations", label: "Integrations", icon: Plug },
];
const REST: readonly Place[] = [
  { section: "messages", label: "Messages", icon: Send },
  { section: "jobs", label: "Jobs", icon: ListChecks },
  { section: "settings", label: "Settings", icon: Settings },
];

/** The ways to a project's places. The place at hand is said to everyone, not shown by colour alone. */
export function Navigation({ project, seesJobs, onGo }: Props) {
  const here = usePathname().split("/")[2] ?? "";
  const list = (places: readonly Place[]) => (
    <ul className="flex flex-col gap-px">
      {places.map(({ section, label, icon: Icon }) => (
        <li key={section}>
          <Link
            href={section ? `/${project}/${section}` : `/${project}`}
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
      {list(REST.filter(({ section }) => section !== "jobs" || seesJobs))}
    </nav>
  );
}
