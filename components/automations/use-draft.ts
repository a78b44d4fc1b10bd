"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Flow, Problem } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

export type SaveFlow = (input: {
  id: string;
  flow: Flow;
  revision: number;
}) => Promise<ActionResult<{ revision: number; problems: Problem[] }>>;
export type Draft = { id: string; flow: Flow; revision: number; problems: Problem[] };
export type SaveState = { state: "saved" } | { state: "saving" } | { state: "failed"; message: string };

const PAUSE_MS = 500;

/**
 * A flow that saves itself shortly after each change. Saves never overtake one another: the next begins when the last
 * has answered, with the newest flow and the revision that answer gave.
 */
export function useDraft(initial: Draft, save: SaveFlow) {
  const [atFirst] = useState(initial.flow);
  const [flow, setFlow] = useState(atFirst);
  const [problems, setProblems] = useState(initial.problems);
  const [saving, setSaving] = useState<SaveState>({ state: "saved" });
  const newest = useRef(initial.flow);
  const saved = useRef(initial.flow);
  const revision = useRef(initial.revision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef(false);

  const saveNow = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    let state: SaveState = { state: "saved" };
    while (saved.current !== newest.current && state.state === "saved") {
      const sent = newest.current;
      const result = await save({ id: initial.id, flow: sent, revision: revision.current });
      if (result.ok) {
        saved.current = sent;
        revision.current = result.data.revision;
        setProblems(result.data.problems);
      } else state = { state: "failed", message: Object.values(result.fields ?? {})[0]?.[0] ?? result.message };
    }
    busy.current = false;
    setSaving(state);
  }, [initial.id, save]);

  const edit = useCallback(
    (next: Flow) => {
      newest.current = next;
      setFlow(next);
      setSaving({ state: "saving" });
      clearTimeout(timer.current);
      timer.current = setTimeout(saveNow, PAUSE_MS);
    },
    [saveNow],
  );

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (newest.current !== saved.current) void saveNow();
    },
    [saveNow],
  );

  return { flow, problems, saving, edit, wasEdited: flow !== atFirst };
}

/** Asks before the page is left with something that is not saved. */
export function useLeaveWarning(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
