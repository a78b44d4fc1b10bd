"use client";

import type { ComponentProps } from "react";
import { PublishDialog } from "@/components/automations/publish-dialog";
import { ActionBar } from "@/components/ui/action-bar";
import { PublishNote } from "@/components/ui/publish-note";
import type { AutomationStatus } from "@/lib/automations/schema";

type Props = Omit<ComponentProps<typeof PublishDialog>, "name" | "isNew" | "disabled"> &
  Pick<ComponentProps<typeof PublishNote>, "saving" | "settle" | "isChanged"> & {
    automation: { name: string; status: AutomationStatus; liveVersion: number | null };
    /** Whether something that is typed is not complete. */
    isUnfinished: boolean;
  };

/** Whether the flow is kept, whether people get it as it is seen, and the way to where they do. */
export function PublishBar({ automation, saving, settle, isChanged, isUnfinished, ...dialog }: Props) {
  const { name, status, liveVersion } = automation;
  const isNew = status === "draft";
  return (
    <ActionBar className="min-h-12">
      <p className="text-soft text-sm">
        <PublishNote
          {...{ saving, settle, isChanged }}
          because={isUnfinished ? "Complete the open fields to save" : undefined}
          version={isNew ? 0 : (liveVersion ?? 0)}
          is={status === "live" ? "live" : "published"}
          gets="People get"
          draft="Nobody enters until you go live."
        />
      </p>
      <PublishDialog {...dialog} {...{ name, isNew }} disabled={(!isNew && !isChanged) || saving.state !== "saved" || isUnfinished} />
    </ActionBar>
  );
}
