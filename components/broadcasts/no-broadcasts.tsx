import type { ReactNode } from "react";
import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export const NoBroadcasts = ({ q, path, action }: { q: string | undefined; path: string; action: ReactNode }) =>
  q ? (
    <Empty title={`No broadcast is called “${q}”`} action={<ButtonLink href={path}>Clear the search</ButtonLink>} />
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
