"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, use } from "react";

/** Nearly every page is there sooner. */
const PATIENCE_MS = 180;
let waiting = { path: "", over: Promise.resolve() };

/**
 * What stands in for a page that is being loaded, once that takes a while; until then the page before stays. Shown at once it would flash by,
 * and React keeps whatever it has shown for 300 ms, even if the page comes after 30. A page that is opened from outside has none before it.
 */
export function Patient({ children }: { children: ReactNode }) {
  const path = usePathname();
  if (typeof window !== "undefined") use(patienceFor(path));
  return children;
}

/** One promise a way: React asks again whenever it tries to show the page. */
function patienceFor(path: string): Promise<void> {
  if (waiting.path !== path) waiting = { path, over: new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)) };
  return waiting.over;
}
