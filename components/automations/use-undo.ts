"use client";

import { useCallback, useEffect, useRef } from "react";
import { closeToast, toast } from "@/components/ui/toast";

/** Tells what was done with a way back, as long as what would be put back is on the page. */
export function useUndo() {
  const offered = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const id of offered.current) closeToast(id);
    },
    [],
  );
  return useCallback((told: string, undo: () => void) => void offered.current.push(toast(told, { undo })), []);
}
