import type { Found } from "@/lib/search/schema";

const MOST = 5;

/** A tab remembers what was opened from the palette, and forgets it when it is closed: names of people are not kept on a machine. */
const key = (project: string) => `crowdpower.recent.${project}`;

export function recentIn(project: string): Found[] {
  try {
    return JSON.parse(sessionStorage.getItem(key(project)) ?? "[]") as Found[];
  } catch {
    return [];
  }
}

export function remember(project: string, found: Found) {
  const others = recentIn(project).filter(({ id }) => id !== found.id);
  sessionStorage.setItem(key(project), JSON.stringify([found, ...others].slice(0, MOST)));
}
