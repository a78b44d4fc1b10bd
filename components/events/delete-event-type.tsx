"use client";

import { EndingMenu } from "@/components/ui/ending-menu";
import type { EventType } from "@/lib/events/catalogue/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  type: EventType;
  mayEdit: boolean;
  path: string;
  remove: (said: { name: string }) => Promise<ActionResult<unknown>>;
};

/** Deletes all events of a name, after saying so. One that has not happened yet has no history. */
export const DeleteEventType = ({ type: { name, firstSeenAt }, mayEdit, path, remove }: Props) =>
  mayEdit &&
  firstSeenAt !== null && (
    <EndingMenu
      label="Delete history…"
      title={`Delete the history of “${name}”?`}
      description="Every event of this name is deleted, whoever did it, with its line in the catalogue. What happens later is recorded as before. This cannot be undone."
      verb="Delete history"
      told={`The history of “${name}” is being deleted.`}
      path={path}
      act={() => remove({ name })}
    />
  );
