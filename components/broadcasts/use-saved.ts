"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Audience } from "@/lib/broadcasts/schema";
import type { ActionResult } from "@/lib/web/action";

export type Draft = {
  id: string;
  name: string;
  audience: Audience;
  templateId: string;
  tracking: boolean;
  smartSending: boolean;
  revision: number;
};
export type Change = Partial<Omit<Draft, "id" | "revision">>;
export type SaveDraft = (input: Change & { id: string; revision: number }) => Promise<ActionResult<{ revision: number }>>;
export type Saving = { state: "saved" | "saving" } | { state: "failed"; message: string };

/**
 * A draft that saves itself with each change, and reads its estimate anew once it is saved. Saves never overtake one another: each begins when
 * the last has answered, with all that was changed meanwhile and the revision that answer gave.
 */
export function useSaved(initial: Draft, save: SaveDraft) {
  const router = useRouter();
  const [draft, setDraft] = useState(initial);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const revision = useRef(initial.revision);
  const waiting = useRef<Change>({});
  const busy = useRef(false);

  async function saveNow() {
    if (busy.current) return;
    busy.current = true;
    let next: Saving = { state: "saved" };
    while (Object.keys(waiting.current).length > 0 && next.state === "saved") {
      const sent = waiting.current;
      waiting.current = {};
      const result = await save({ ...sent, id: initial.id, revision: revision.current });
      if (result.ok) revision.current = result.data.revision;
      else next = { state: "failed", message: Object.values(result.fields ?? {})[0]?.[0] ?? result.message };
    }
    busy.current = false;
    setSaving(next);
    if (next.state === "saved") router.refresh();
  }

  function change(by: Change) {
    setDraft((before) => ({ ...before, ...by }));
    setSaving({ state: "saving" });
    waiting.current = { ...waiting.current, ...by };
    void saveNow();
  }

  return { draft, saving, change, revision };
}
