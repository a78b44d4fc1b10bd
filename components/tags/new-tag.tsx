"use client";

import { Plus } from "lucide-react";
import { type SaidTag, TagForm } from "@/components/tags/tag-form";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { toast } from "@/components/ui/toast";
import { useAsked } from "@/components/ui/use-asked";
import type { ActionResult } from "@/lib/web/action";

type Props = { mayEdit: boolean; create: (said: SaidTag) => Promise<ActionResult<unknown>> };

export function NewTag({ mayEdit, create }: Props) {
  const asked = useAsked();
  const trigger = (
    <BarredButton variant="primary" because={barredUnless(mayEdit)}>
      <Plus aria-hidden />
      New tag
    </BarredButton>
  );
  return <TagForm trigger={trigger} {...asked} save={create} done={(name) => void toast(`“${name}” was created.`)} />;
}
