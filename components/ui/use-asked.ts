"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";

/** A dialog that an address can ask for: `…?new` opens it, and closing it takes that out of the address again. */
export function useAsked(word = "new") {
  const [held, setOpen] = useState(false);
  const [path, isAsked] = [usePathname(), useSearchParams().has(word)];
  const onOpenChange = (open: boolean) => {
    setOpen(open);
    if (!open && isAsked) window.history.replaceState(null, "", path);
  };
  return { open: held || isAsked, onOpenChange };
}
