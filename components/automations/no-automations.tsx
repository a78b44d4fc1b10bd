import type { ReactNode } from "react";
import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { AutomationStatus } from "@/lib/automations/schema";

type Props = { q: string | undefined; status: AutomationStatus | undefined; path: string; add: ReactNode };

/** None: because there are none yet, or because none is as it was asked for. */
export const NoAutomations = ({ q, status, path, add }: Props) =>
  q || status ? (
    <Empty
      title={`No ${status ? `${status} ` : ""}automation ${q ? `is called “${q}”` : "is here now"}`}
      action={<ButtonLink href={path}>Clear filters</ButtonLink>}
    />
  ) : (
    <Empty
      drawing="automations"
      title="No automations yet"
      action={
        <>
          {add}
          <SampleLink />
        </>
      }
    >
      An automation waits for an event or a segment, and then sends, waits and decides, for each customer at their own time.
    </Empty>
  );
