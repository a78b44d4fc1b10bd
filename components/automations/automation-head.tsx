import type { ReactNode } from "react";
import { AutomationStatusSign } from "@/components/automations/automation-status";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";
import type { AutomationStatus, PauseReason } from "@/lib/automations/schema";

type Props = {
  path: string;
  current: "flow" | "people";
  automation: {
    name: string;
    status: AutomationStatus;
    pausedBecause: PauseReason | null;
    liveVersion: number | null;
    entriesStoppedAt: Date | null;
  };
  hasChanges?: boolean;
  actions?: ReactNode;
};

/** What stands at the top of every page of one automation. */
export function AutomationHead({ path, current, automation, hasChanges = false, actions }: Props) {
  const { name, status, pausedBecause, liveVersion, entriesStoppedAt } = automation;
  return (
    <>
      <PageHeader
        title={name}
        aside={<AutomationStatusSign status={status} because={pausedBecause} entriesStopped={entriesStoppedAt !== null} />}
        actions={actions}
      >
        {liveVersion !== null && `Version ${liveVersion}${hasChanges ? ", with unpublished changes" : ""}`}
      </PageHeader>
      <TabLinks
        label="Parts of this automation"
        links={[
          { href: path, label: "Flow", current: current === "flow" },
          { href: `${path}/people`, label: "People", current: current === "people" },
        ]}
      />
    </>
  );
}
