"use client";

import { useEffect, useState } from "react";
import type { Happened } from "@/components/templates/event-sample";
import type { Person } from "@/components/templates/find-person";
import type { ActionResult } from "@/lib/web/action";

const PAUSE_MS = 500;

export type Place = "subject" | "preheader";
type Asked = { place: Place; text: string; customer?: string | undefined; event?: Happened | undefined };
export type PreviewLine = (asked: Asked) => Promise<ActionResult<string>>;
/** Whoever the email is looked at for, by which event, and the way to ask what a line becomes. */
export type ShownFor = { person: Person | null; event: Happened | undefined; preview: PreviewLine };

/** What a line becomes for whoever the email is looked at for, or what is wrong with it, once it has Liquid and is no longer typed. */
export function useBecomes(place: Place, text: string, { person, event, preview }: ShownFor) {
  const [result, setResult] = useState<ActionResult<string>>();
  const customer = person?.id;
  const hasLiquid = /\{[{%]/.test(text);
  useEffect(() => {
    if (!hasLiquid) return setResult(undefined);
    let isOld = false;
    const ask = async () => {
      const answer = await preview({ place, text, customer, event }).catch(() => undefined);
      if (!isOld) setResult(answer);
    };
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [hasLiquid, place, text, customer, event, preview]);
  if (!hasLiquid) return {};
  if (!result) return { says: "\u00a0" }; // its place is kept, so that nothing moves when it comes
  return result.ok ? { says: `For ${person ? person.email : "Ada"}: ${result.data}` } : { problem: result.message };
}
