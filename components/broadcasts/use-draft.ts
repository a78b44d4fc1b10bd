"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useSaved } from "@/components/ui/use-saved";
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

/** A draft that saves itself with each change, and reads its estimate anew once it is saved. */
export function useDraft(initial: Draft, save: SaveDraft) {
  const { refresh } = useRouter();
  const send = useCallback((draft: Draft, revision: number) => save({ ...draft, revision }), [save]);
  const { value, change, newest, ...rest } = useSaved({ initial, revision: initial.revision, save: send, pauseMs: 0, kept: refresh });
  return { draft: value, change: (by: Change) => change({ ...newest(), ...by }), ...rest };
}
