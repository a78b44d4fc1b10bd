"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, use, useEffect, useState } from "react";

/** Nearly every page is there sooner than the first; after the second it is another way that is waited for. */
const [PATIENCE_MS, WAY_MS] = [180, 1_000];
let waiting = { path: "", until: 0, over: Promise.resolve() };

/**
 * What stands in for a page that is being loaded, once that takes a while; until then the page before stays. Shown at once it would flash by,
 * and React keeps whatever it has shown for 300 ms, even if the page comes after 30. A page that is opened from outside has none before it.
 */
export function Patient({ children }: { children: ReactNode }) {
  const path = usePathname();
  const [isShown, setShown] = useState(false); // then it stays, however long the page takes
  useEffect(() => setShown(true), []);
  if (!isShown && typeof window !== "undefined") use(patienceFor(path));
  return children;
}

/** One promise a way: React asks again whenever it tries to show the page. */
function patienceFor(path: string): Promise<void> {
  const now = performance.now();
  if (waiting.path !== path || now > waiting.until)
    waiting = { path, until: now + WAY_MS, over: new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)) };
  return waiting.over;
}
