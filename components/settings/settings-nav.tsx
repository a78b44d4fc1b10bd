"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/ui/tabs";

/** Every part of the settings, by the end of its address. */
const PARTS = [
  ["", "General"],
  ["/team", "Team"],
  ["/keys", "API keys"],
  ["/sending", "Sending"],
  ["/data", "Data"],
  ["/audit", "Audit log"],
] as const;

export function SettingsNav({ slug }: { slug: string }) {
  const here = usePathname();
  const root = `/${slug}/settings`;
  return (
    <TabLinks label="Settings" links={PARTS.map(([end, label]) => ({ href: `${root}${end}`, label, current: here === `${root}${end}` }))} />
  );
}
