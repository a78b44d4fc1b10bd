"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { type SaidTag, TagForm } from "@/components/tags/tag-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Props = { mayEdit: boolean; create: (said: SaidTag) => Promise<ActionResult<unknown>> };

export function NewTag({ mayEdit, create }: Props) {
  const [open, setOpen] = useState(false);
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
  return (
    <TagForm trigger={trigger} open={open} onOpenChange={setOpen} save={create} done={(name) => void toast(`“${name}” was created.`)} />
  );
}
