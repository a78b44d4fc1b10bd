"use client";

import { EndingMenu } from "@/components/ui/ending-menu";
import type { ActionResult } from "@/lib/web/action";

type Props = { traitKey: string; path: string; remove: (said: { key: string }) => Promise<ActionResult<unknown>> };

/** Takes a trait away from everybody, after saying so. */
export const DeleteTrait = ({ traitKey, path, remove }: Props) => (
  <EndingMenu
    label="Delete…"
    title={`Delete “${traitKey}”?`}
    description="It is removed from every customer, with its history. If it is sent again later, it is a new trait. This cannot be undone."
    verb="Delete trait"
    told={`“${traitKey}” was deleted. It is being removed from everybody.`}
    path={path}
    act={() => remove({ key: traitKey })}
  />
);
