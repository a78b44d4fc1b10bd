"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Design } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

/** A design as it is written: the plain part is null once it is made of the email again. */
export type Written = Omit<Design, "text"> & { text?: string | null | undefined };
export type SaveDesign = (
  input: { id: string; revision: number } & Omit<Written, "document"> & { document?: Design["document"] | undefined },
) => Promise<ActionResult<{ revision: number }>>;
export type SaveState = "saved" | "saving" | { failed: string };

const PAUSE_MS = 800;

/**
 * A design that saves itself shortly after each change. One save at a time, each with the newest design and the revision that the last
 * one answered, so nothing overtakes and nobody else's change is lost. `settle` saves at once and answers whether all is saved.
 */
export function useDesign(id: string, initial: Design, firstRevision: number, save: SaveDesign) {
  const [design, setDesign] = useState<Written>(initial);
  const [state, setState] = useState<SaveState>("saved");
  const newest = useRef<Written>(initial);
  const saved = useRef<Written>(initial);
  const revision = useRef(firstRevision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const settle = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= saveNewest().finally(() => {
      running.current = undefined;
    });
    return running.current;

    async function saveNewest(): Promise<boolean> {
      while (saved.current !== newest.current) {
        const sent = newest.current;
        const result = await save({
          id,
          revision: revision.current,
          ...sent,
          document: sent.html === undefined ? sent.document : undefined,
        });
        if (!result.ok) {
          setState({ failed: Object.values(result.fields ?? {})[0]?.[0] ?? result.message });
          return false;
        }
        saved.current = sent;
        revision.current = result.data.revision;
      }
      setState("saved");
      return true;
    }
  }, [id, save]);

  const change = useCallback(
    (part: Partial<Written>) => {
      newest.current = { ...newest.current, ...part };
      setDesign(newest.current);
      setState("saving");
      clearTimeout(timer.current);
      timer.current = setTimeout(settle, PAUSE_MS);
    },
    [settle],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => saved.current !== newest.current && event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("beforeunload", warn);
      clearTimeout(timer.current);
      if (saved.current !== newest.current) void settle();
    };
  }, [settle]);

  return { design, state, change, settle, newest: useCallback(() => newest.current, []) };
}
