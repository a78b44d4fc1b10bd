"use client";

import { useState, useTransition } from "react";
import type { ActionResult } from "@/lib/web/action";

/** Runs one command at a time and keeps what it said when it did not work. A command may end in another page. */
export function useCommand() {
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Extract<ActionResult<unknown>, { ok: false }> | null>(null);
  function run<T>(command: () => Promise<ActionResult<T>>, done?: (data: T) => void) {
    setFailure(null);
    start(async () => {
      const result = await command();
      if (result.ok) done?.(result.data);
      else setFailure(result);
    });
  }
  return { pending, failure, run, forget: () => setFailure(null) };
}
