import type { ReactNode } from "react";
import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

type Props = { q: string | undefined; status: BroadcastStatus | undefined; path: string; action: ReactNode };

export const NoBroadcasts = ({ q, status, path, action }: Props) =>
  q || status ? (
    <Empty
      title={status ? "No broadcast matches" : `No broadcast is called “${q}”`}
      action={<ButtonLink href={path}>Clear filters</ButtonLink>}
    />
  ) : (
    <Empty
      drawing="broadcasts"
      title="No broadcasts yet"
      action={
        <>
          {action}
          <SampleLink />
        </>
      }
    >
      A broadcast is one email to everyone or a segment. You see who gets it, and why others do not, before it goes out.
    </Empty>
  );
