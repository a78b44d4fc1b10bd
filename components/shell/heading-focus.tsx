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
    document.querySelector<HTMLElement>("[data-route-heading]")?.focus({ preventScroll: true });
  }, [path]);
  return null;
}
