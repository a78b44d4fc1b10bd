import type { ComponentProps } from "react";
import { DraftEditor } from "@/components/broadcasts/draft-editor";
import { KeepFresh } from "@/components/segments/keep-fresh";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

type Props = Omit<ComponentProps<typeof DraftEditor>, "readOnly" | "because"> & {
  broadcast: { status: BroadcastStatus; scheduledAt: Date | null };
  mayEdit: boolean;
};

/** A broadcast that has not begun. Only a draft can be changed, and only by those who may. */
export function ScheduledOrDraft({ broadcast, mayEdit, ...editing }: Props) {
  const isDraft = broadcast.status === "draft";
  const because = !isDraft
    ? "It is scheduled, so it stays as it is. Unschedule it to change something."
    : mayEdit
      ? null
      : "You may look at this draft. Editors may change and send it.";
  return (
    <>
      {!isDraft && <KeepFresh seconds={2} />}
      <DraftEditor key={broadcast.status} {...editing} readOnly={!isDraft || !mayEdit} because={because} />
    </>
  );
}
