import type { ReactNode } from "react";
import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

type Props = { q: string | undefined; path: string; add: ReactNode };

export const NoSegments = ({ q, path, add }: Props) =>
  q ? (
    <Empty title={`No segment is called “${q}”`} action={<ButtonLink href={path}>Clear the search</ButtonLink>}>
      Search for another part of its name.
    </Empty>
  ) : (
    <Empty
      drawing="segments"
      title="No segments yet"
      action={
        <>
          {add}
          <SampleLink />
        </>
      }
    >
      Say what people have in common: they enter and leave automatically as it becomes true.
    </Empty>
  );
