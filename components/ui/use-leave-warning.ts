"use client";

import { useEffect } from "react";

/** How many things on the page are not saved. */
let unsaved = 0;

/** Asks before the page is left, by a link of ours or by the browser, with something that is not saved. */
export function useLeaveWarning(isUnsaved: boolean) {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    unsaved++;
    addEventListener("beforeunload", warn);
    return () => {
      unsaved--;
      removeEventListener("beforeunload", warn);
    };
  }, [isUnsaved]);
}

/** Whether a link may be followed: the browser's own question, since nothing of ours can hold up what follows. */
export const mayLeave = (): boolean => unsaved === 0 || confirm("Leave without saving your changes?");
