"use client";

import { Plus } from "lucide-react";
import { type SaidTag, TagForm } from "@/components/tags/tag-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useAsked } from "@/components/ui/use-asked";
import type { ActionResult } from "@/lib/web/action";

type Props = { mayEdit: boolean; create: (said: SaidTag) => Promise<ActionResult<unknown>> };

export function NewTag({ mayEdit, create }: Props) {
  const asked = useAsked();
  const trigger = (
    <Button
      variant="primary"
      disabled={!mayEdit}
      title={mayEdit ? undefined : "You may look and not change: ask an admin to make you an editor."}
    >
      <Plus aria-hidden />
      New tag
    </Button>
  );
  return <TagForm trigger={trigger} {...asked} save={create} done={(name) => void toast(`“${name}” was created.`)} />;
}
