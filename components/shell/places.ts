import {
  Filter,
  House,
  ListChecks,
  ListTree,
  type LucideIcon,
  Mail,
  Megaphone,
  Plug,
  Radio,
  Send,
  Settings,
  Tag,
  Users,
  Workflow,
} from "lucide-react";

/** A section of a project: its part of the address, and the letter that goes there after a `g`. */
export type Place = { section: string; label: string; icon: LucideIcon; key: string };

export const NOUNS: readonly Place[] = [
  { section: "", label: "Home", icon: House, key: "h" },
  { section: "customers", label: "Customers", icon: Users, key: "c" },
  { section: "segments", label: "Segments", icon: Filter, key: "s" },
  { section: "events", label: "Events", icon: Radio, key: "e" },
  { section: "traits", label: "Traits", icon: ListTree, key: "r" },
  { section: "tags", label: "Tags", icon: Tag, key: "t" },
  { section: "automations", label: "Automations", icon: Workflow, key: "a" },
  { section: "broadcasts", label: "Broadcasts", icon: Megaphone, key: "b" },
  { section: "templates", label: "Templates", icon: Mail, key: "m" },
  { section: "integrations", label: "Integrations", icon: Plug, key: "i" },
];

const REST: readonly Place[] = [
  { section: "messages", label: "Messages", icon: Send, key: "l" },
  { section: "jobs", label: "Jobs", icon: ListChecks, key: "j" },
  { section: "settings", label: "Settings", icon: Settings, key: "," },
];

/** What stands below the nouns, for somebody who sees the jobs or does not. */
export const restFor = (seesJobs: boolean) => REST.filter(({ section }) => section !== "jobs" || seesJobs);

export const placesFor = (seesJobs: boolean) => [...NOUNS, ...restFor(seesJobs)];

export const addressOf = (project: string, section: string) => (section ? `/${project}/${section}` : `/${project}`);
