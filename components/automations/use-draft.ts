"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useSaved } from "@/components/ui/use-saved";
import type { Flow, Problem } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

export type SaveFlow = (input: {
  id: string;
  flow: Flow;
  revision: number;
}) => Promise<ActionResult<{ revision: number; problems: Problem[] }>>;
type Draft = { id: string; flow: Flow; revision: number; problems: Problem[] };

/** A flow that saves itself shortly after each change, with what keeps it from going live; it is then what the browser's Back comes to. */
export function useDraft({ id, flow: first, revision, problems: atFirst }: Draft, save: SaveFlow) {
  const { refresh } = useRouter();
  const [initial] = useState(first);
  const [problems, setProblems] = useState(atFirst);
  const send = useCallback(
    async (flow: Flow, revision: number) => {
      const result = await save({ id, flow, revision });
      if (result.ok) setProblems(result.data.problems);
      return result;
    },
    [id, save],
  );
  const { value: flow, change: edit, saving, settle, newest } = useSaved({ initial, revision, save: send, pauseMs: 500, kept: refresh });
  return { flow, problems, saving, settle, edit, newest, wasEdited: flow !== initial };
}
