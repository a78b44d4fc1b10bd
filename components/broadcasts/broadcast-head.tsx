import type { ReactNode } from "react";
import { BroadcastStatusSign } from "@/components/broadcasts/broadcast-status";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { Moment, Time } from "@/components/ui/time";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

type Props = {
  path: string;
  current: "broadcast" | "people";
  broadcast: { name: string; status: BroadcastStatus; scheduledAt: Date | null; startedAt: Date | null };
  /** To whom it goes, in words. */
  audience?: string;
  actions?: ReactNode;
  now: Date;
};

/** What stands at the top of every page of one broadcast. */
export const BroadcastHead = ({ path, current, broadcast, audience, actions, now }: Props) => (
  <>
    <PageHeader title={broadcast.name} aside={<BroadcastStatusSign status={broadcast.status} />} actions={actions}>
      {audience}
      <When {...broadcast} after={audience ? ". " : ""} now={now} />
    </PageHeader>
    <TabLinks
      label="Parts of this broadcast"
      links={[
        { href: path, label: broadcast.startedAt ? "Report" : "Broadcast", current: current === "broadcast" },
        { href: `${path}/people`, label: "People", current: current === "people" },
      ]}
    />
  </>
);

function When({ status, scheduledAt, startedAt, after, now }: Props["broadcast"] & { after: string; now: Date }) {
  if (startedAt)
    return (
      <>
        {after}Sending started <Time at={startedAt} now={now} />
      </>
    );
  if (status !== "scheduled" || !scheduledAt) return null;
  return (
    <>
      {after}Goes out <Moment at={scheduledAt} now={now} />
    </>
  );
}
