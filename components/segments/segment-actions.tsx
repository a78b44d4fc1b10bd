"use client";

import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  id: string;
  name: string;
  path: string;
  duplicate: (input: { id: string }) => Promise<ActionResult<{ id: string }>>;
  remove: (input: { id: string }) => Promise<ActionResult<void>>;
};

/** What can be done with a segment as a whole. Deleting asks first, and says why when it may not be. */
export function SegmentActions({ id, name, path, duplicate, remove }: Props) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);

  const makeCopy = async () => {
    const result = await duplicate({ id });
    if (!result.ok) return void toast("The segment was not duplicated.", { description: result.message });
    toast(`“${name}” was duplicated.`);
    router.push(`${path}/${result.data.id}/edit`);
  };

  return (
    <>
      <ButtonLink href={`${path}/${id}/edit`}>Edit segment</ButtonLink>
      <Menu
        align="end"
        trigger={
          <Button size="icon" variant="quiet" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onClick={makeCopy}>
          <Copy aria-hidden /> Duplicate
        </MenuItem>
        <MenuItem danger onClick={() => setAsking(true)}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      </Menu>
      <Confirm
        open={asking}
        close={() => setAsking(false)}
        title={`Delete “${name}”?`}
        description="Its customers stay, and so does the history of who entered and left."
        verb="Delete segment"
        danger
        act={() => remove({ id })}
        told={`“${name}” was deleted.`}
        done={() => router.push(path)}
      />
    </>
  );
}
