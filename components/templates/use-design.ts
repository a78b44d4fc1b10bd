"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useSaved } from "@/components/ui/use-saved";
import type { Design } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

/** A design as it is written: the plain part is null once it is made of the email again. */
export type Written = Omit<Design, "text"> & { text?: string | null | undefined };
export type SaveDesign = (
  input: { id: string; revision: number } & Omit<Written, "document"> & { document?: Design["document"] | undefined },
) => Promise<ActionResult<{ revision: number }>>;

/** A design that saves itself shortly after each change, and is then what the browser's Back comes to. */
export function useDesign(id: string, initial: Design, revision: number, save: SaveDesign) {
  const { refresh } = useRouter();
  const send = useCallback(
    (design: Written, revision: number) =>
      save({ id, revision, ...design, document: design.html === undefined ? design.document : undefined }),
    [id, save],
  );
  const { value: design, change, newest, ...rest } = useSaved<Written>({ initial, revision, save: send, pauseMs: 800, kept: refresh });
  return { design, change: useCallback((part: Partial<Written>) => change({ ...newest(), ...part }), [change, newest]), newest, ...rest };
}
