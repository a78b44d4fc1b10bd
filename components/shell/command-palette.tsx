"use client";

import {
  BookOpen,
  Inbox,
  Keyboard,
  KeyRound,
  type LucideIcon,
  Monitor,
  Moon,
  Plus,
  SquareStack,
  Sun,
  UserPlus,
  UserRound,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { addressOf, NOUNS, placesFor } from "@/components/shell/places";
import { recentIn, remember } from "@/components/shell/recent";
import { type Find, useFound } from "@/components/shell/use-found";
import { copyText } from "@/components/ui/copy-text";
import { Palette, type PaletteGroup, type PaletteItem } from "@/components/ui/palette";
import { toast } from "@/components/ui/toast";
import type { Found } from "@/lib/search/schema";
import type { ActionResult } from "@/lib/web/action";

export type PaletteProps = {
  project: string;
  may: { edit: boolean; invite: boolean; seeJobs: boolean; seeMailbox: boolean };
  find: Find;
  publicKey: (said: object) => Promise<ActionResult<string>>;
};

type Props = PaletteProps & { typed: string; setTyped: (typed: string) => void; onClose: () => void; onShortcuts: () => void };

/** Goes anywhere, finds anything by its name, and begins what is begun most. */
export default function CommandPalette(props: Props) {
  const { project, find, typed, setTyped, onClose } = props;
  const router = useRouter();
  const { found, isWaiting, problem } = useFound(find, typed);
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const open = (thing: Found) => {
    remember(project, thing);
    go(`${addressOf(project, thing.section)}/${thing.id}`);
  };
  const asItem = (thing: Found): PaletteItem => ({ ...thing, label: thing.name, icon: iconOf(thing.section), run: () => open(thing) });
  const doing = useDeeds(props, go);
  const groups: PaletteGroup[] =
    typed.trim() === ""
      ? [
          { value: "Recent", items: recentIn(project).map(asItem) },
          { value: "Go to", items: places(props, go) },
          { value: "Do", items: doing },
        ]
      : [
          { value: "Go to", items: places(props, go).filter(fits(typed)) },
          { value: "Found", items: found.map((thing) => ({ ...asItem(thing), detail: thing.detail ?? kindOf(thing) })) },
          { value: "Do", items: doing.filter(fits(typed)) },
        ];
  return (
    <Palette
      label="Search or go to"
      placeholder="Go to a page, find a customer or a segment, do something"
      typed={typed}
      onType={setTyped}
      groups={groups.filter(({ items }) => items.length > 0)}
      empty={problem ?? (isWaiting ? "Looking …" : `Nothing is called “${typed.trim()}”.`)}
      onClose={onClose}
    />
  );
}

const iconOf = (section: string) => NOUNS.find((place) => place.section === section)!.icon;
const KINDS: Record<Found["section"], string> = {
  customers: "Customer",
  segments: "Segment",
  automations: "Automation",
  broadcasts: "Broadcast",
  templates: "Template",
};
const kindOf = ({ section }: Found) => KINDS[section];

/** Every word that is typed begins a word of the name. */
const fits = (typed: string) => {
  const wanted = typed.toLowerCase().trim().split(/\s+/);
  return ({ label, detail = "" }: PaletteItem) => {
    const words = `${label} ${detail}`.toLowerCase().split(/\s+/);
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  };
};

const places = ({ project, may }: Props, go: (href: string) => void): PaletteItem[] => [
  ...placesFor(may.seeJobs).map(({ section, label, icon, key }) => ({
    ...{ id: `go-${section}`, label, icon, keys: ["g", key] },
    run: () => go(addressOf(project, section)),
  })),
  ...OTHERS.filter(({ id }) => id !== "mailbox" || may.seeMailbox).map(({ href, ...place }) => ({
    ...place,
    run: () => go(href.replace("{project}", project)),
  })),
];

const OTHERS: readonly (Omit<PaletteItem, "run"> & { href: string })[] = [
  { id: "start", label: "Get started", icon: BookOpen, href: "/{project}/start" },
  { id: "team", label: "Team", detail: "Settings", icon: UserRound, href: "/{project}/settings/team" },
  { id: "keys", label: "API keys", detail: "Settings", icon: KeyRound, href: "/{project}/settings/keys" },
  { id: "mailbox", label: "Mailbox", icon: Inbox, href: "/mailbox?project={project}" },
  { id: "docs", label: "Documentation", icon: BookOpen, href: "/docs" },
  { id: "account", label: "Your account", icon: UserRound, href: "/account" },
  { id: "projects", label: "All projects", icon: SquareStack, href: "/projects" },
];

const MAKE: readonly [string, string][] = [
  ["New segment", "segments/new"],
  ["New automation", "automations/new"],
  ["New broadcast", "broadcasts?new"],
  ["New template", "templates/new"],
  ["New tag", "tags?new"],
];

const THEMES: readonly [string, string, LucideIcon][] = [
  ["light", "Switch to light colours", Sun],
  ["dark", "Switch to dark colours", Moon],
  ["system", "Use the system's colours", Monitor],
];

function useDeeds({ project, may, publicKey, onClose, onShortcuts }: Props, go: (href: string) => void): PaletteItem[] {
  const { theme, setTheme } = useTheme();
  const copyKey = async () => {
    onClose();
    const key = await publicKey({});
    if (!key.ok) toast(key.message);
    else if (await copyText(key.data)) toast("The public key is copied");
    else toast("Select and copy it", { description: key.data });
  };
  const make = (label: string, icon: LucideIcon, href: string): PaletteItem => ({
    ...{ id: label, label, icon },
    run: () => go(addressOf(project, href)),
  });
  return [
    ...(may.edit ? MAKE.map(([label, href]) => make(label, Plus, href)) : []),
    ...(may.edit ? [make("Add customer", UserPlus, "customers?new")] : []),
    ...(may.invite ? [make("Invite a teammate", UserPlus, "settings/team?new")] : []),
    { id: "copy-key", label: "Copy public key", icon: KeyRound, run: copyKey },
    ...THEMES.filter(([value]) => value !== theme).map(([value, label, icon]) => ({
      ...{ id: value, label, icon },
      run: () => {
        setTheme(value);
        onClose();
      },
    })),
    { id: "shortcuts", label: "Show keyboard shortcuts", icon: Keyboard, keys: ["?"], run: onShortcuts },
  ];
}
