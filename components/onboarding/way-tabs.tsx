"use client";

import type { ReactNode } from "react";
import { Tabs } from "@/components/ui/tabs";
import { useRemembered } from "@/components/ui/use-remembered";

type Way = { value: string; label: string; panel: ReactNode };

/** The ways to send an event. Whoever writes one language sees it again the next time. */
export function WayTabs({ ways }: { ways: readonly Way[] }) {
  const [chosen, choose] = useRemembered("crowdpower.way-to-send");
  const shown = ways.find(({ value }) => value === chosen) ?? ways[0];
  return <Tabs label="Ways to send it" tabs={ways} {...(shown && { value: shown.value })} onValueChange={choose} />;
}
