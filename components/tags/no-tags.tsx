import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export const NoTags = ({ q, path, action }: { q: string | undefined; path: string; action: ReactNode }) =>
  q ? (
    <Empty title={`No tag is called “${q}”`} action={<ButtonLink href={path}>Clear the search</ButtonLink>}>
      Search for another part of its name.
    </Empty>
  ) : (
    <Empty drawing="tags" title="No tags yet" action={action}>
      A tag is a label that you put on people, by hand, from an automation, or by the API. Segments and automations can ask for it.
    </Empty>
  );
