import type { ComponentProps } from "react";
import { DraftEditor } from "@/components/broadcasts/draft-editor";
import { KeepFresh } from "@/components/segments/keep-fresh";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

type Props = { now: Date } & Omit<ComponentProps<typeof DraftEditor>, "readOnly" | "because"> & {
    broadcast: { status: BroadcastStatus; scheduledAt: Date | null };
    mayEdit: boolean;
  };

/** A broadcast that has not begun. Only a draft can be changed, and only by those who may. */
export function ScheduledOrDraft({ broadcast: { status, scheduledAt }, mayEdit, now, ...editing }: Props) {
  const isDraft = status === "draft";
  if (!isDraft && scheduledAt && scheduledAt <= now)
    return (
      <>
        <KeepFresh seconds={1} />
        <p role="status">Sending is about to start. Its progress appears here in a moment.</p>
      </>
    );
  const because = !isDraft
    ? "Scheduled, so it cannot be changed. Unschedule it to make changes."
    : mayEdit
      ? null
      : "You can view this draft. Editors can change and send it.";
  return (
    <>
      {!isDraft && <KeepFresh seconds={2} />}
      <DraftEditor key={`${status} ${editing.draft.name}`} {...editing} now={now} readOnly={!isDraft || !mayEdit} because={because} />
    </>
  );
}
