"use client";

import { useEffect, useState } from "react";
import type { Found } from "@/lib/search/schema";
import type { ActionResult } from "@/lib/web/action";

export type Find = (said: { q: string }) => Promise<ActionResult<Found[]>>;

const PAUSE = 120; // ms without a key before it is asked

/** What the project has under a text. While an answer is on its way the last one stays; an answer to an older text is let go. */
export function useFound(find: Find, typed: string) {
  const [answer, setAnswer] = useState<{ q: string; found: Found[]; problem?: string }>({ q: "", found: [] });
  const q = typed.trim();
  useEffect(() => {
    if (q === "") return setAnswer({ q, found: [] });
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await find({ q });
      if (isCurrent) setAnswer(result.ok ? { q, found: result.data } : { q, found: [], problem: result.message });
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [q, find]);
  return { ...answer, isWaiting: answer.q !== q };
}
