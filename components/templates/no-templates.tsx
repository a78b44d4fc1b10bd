import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export const NoTemplates = ({ q, path, action }: { q: string | undefined; path: string; action: ReactNode }) =>
  q ? (
    <Empty title={`No template is called “${q}”`} action={<ButtonLink href={path}>Clear the search</ButtonLink>} />
  ) : (
    <Empty drawing="templates" title="No templates yet" action={action}>
      A template is one email design with personal content for each customer. Automations and broadcasts send it.
    </Empty>
  );
