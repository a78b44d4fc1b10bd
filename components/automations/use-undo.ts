"use client";

import { useCallback, useEffect, useRef } from "react";
import { isBusy } from "@/components/shell/keys";
import { closeToast, toast } from "@/components/ui/toast";

type Offered = { id: string; undo: () => void };

/** Tells what was done with a way back, as long as what would be put back is on the page: by its button, and later by the keys of every editor. */
export function useUndo() {
  const offered = useRef<Offered[]>([]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
      const last = offered.current.at(-1);
      if (!last || key.toLowerCase() !== "z" || !(ctrlKey || metaKey) || shiftKey || altKey || isBusy(target)) return;
      event.preventDefault(); // else the browser takes back what was typed elsewhere
      closeToast(last.id);
      last.undo();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      for (const { id } of offered.current) closeToast(id);
    };
  }, []);
  return useCallback((told: string, undo: () => void) => {
    const once = () => {
      offered.current = offered.current.filter((each) => each !== one);
      undo();
    };
    const one: Offered = { id: toast(told, { undo: once }), undo: once };
    offered.current.push(one);
  }, []);
}
