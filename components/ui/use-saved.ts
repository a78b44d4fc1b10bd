"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/web/action";

/** `lost`: no answer came, so nobody knows whether it was kept. `failed`: it was refused. */
export type Saving = { state: "saved" | "saving" | "lost" } | { state: "failed"; message: string };

type Spec<T extends object> = {
  initial: T;
  revision: number;
  /** Saves all of it over a revision, and answers the new one. Saved again over the old one, the same is no change. */
  save: (value: T, revision: number) => Promise<ActionResult<{ revision: number }>>;
  /** How long nothing more is changed before it is saved. */
  pauseMs: number;
  /** Called when all is saved. */
  kept?: () => void;
};

/**
 * Something that saves itself shortly after each change. One save at a time, each with the newest of it and the revision that the last one
 * answered, so nothing overtakes and nobody else's change is lost. What got no answer is sent once more, as it was: with the next change,
 * when the browser is online again, or by `settle`, which saves at once and answers whether all is saved.
 */
export function useSaved<T extends object>({ initial, revision: first, save, pauseMs, kept }: Spec<T>) {
  const [value, setValue] = useState(initial);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const newest = useRef(initial);
  const saved = useRef(initial);
  const unanswered = useRef<T>(undefined);
  const revision = useRef(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const settle = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= saveAll().then((state) => {
      running.current = undefined;
      setSaving(state);
      return state.state === "saved";
    });
    return running.current;

    async function saveAll(): Promise<Saving> {
      if (saved.current === newest.current) return { state: "saved" };
      while (saved.current !== newest.current) {
        unanswered.current ??= newest.current;
        const sent = unanswered.current;
        const result = await save(sent, revision.current).catch(() => null);
        if (!result) return { state: "lost" };
        unanswered.current = undefined;
        if (result.ok) {
          saved.current = sent;
          revision.current = result.data.revision;
        } else if (sent === newest.current) {
          return { state: "failed", message: Object.values(result.fields ?? {})[0]?.[0] ?? result.message };
        }
      }
      kept?.();
      return { state: "saved" };
    }
  }, [save, kept]);

  const change = useCallback(
    (next: T) => {
      newest.current = next;
      setValue(next);
      setSaving({ state: "saving" });
      clearTimeout(timer.current);
      timer.current = setTimeout(settle, pauseMs);
    },
    [settle, pauseMs],
  );

  useEffect(() => {
    const isSaved = () => saved.current === newest.current;
    const warn = (event: BeforeUnloadEvent) => !isSaved() && event.preventDefault();
    const goOn = () => !isSaved() && void settle();
    addEventListener("beforeunload", warn);
    addEventListener("online", goOn);
    return () => {
      removeEventListener("beforeunload", warn);
      removeEventListener("online", goOn);
      goOn();
    };
  }, [settle]);

  return {
    value,
    saving,
    change,
    settle,
    newest: useCallback(() => newest.current, []),
    revision: useCallback(() => revision.current, []),
  };
}
