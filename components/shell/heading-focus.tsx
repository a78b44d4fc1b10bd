"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** After going to another page the focus is on its heading, so the keyboard and the screen reader are where the eye is. */
export function HeadingFocus() {
  const path = usePathname();
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    if (focusHeading()) return;
    const coming = new MutationObserver(() => focusHeading() && coming.disconnect()); // until then only the page's shape is there
    coming.observe(document.body, { childList: true, subtree: true });
    return () => coming.disconnect();
  }, [path]);
  return null;
}

/** Answers whether that is done. Whoever types in the palette already, faster than the page came, is left alone. */
export function focusHeading(): boolean {
  if (document.activeElement?.closest("[data-keeps-focus]")) return true;
  const heading = document.querySelector<HTMLElement>("[data-route-heading]");
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
