"use client";

import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
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
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const makeCopy = async () => {
    const result = await duplicate({ id });
    if (!result.ok) return void toast("The segment was not duplicated.", { description: result.message });
    toast(`“${name}” was duplicated.`);
    router.push(`${path}/${result.data.id}/edit`);
  };
  const removeIt = async () => {
    setPending(true);
    const result = await remove({ id });
    setPending(false);
    if (!result.ok) return setProblem(result.message);
    toast(`“${name}” was deleted.`);
    router.push(path);
  };
  const ask = (open: boolean) => {
    setProblem(null);
    setAsking(open);
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
        <MenuItem danger onClick={() => ask(true)}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      </Menu>
      <Dialog
        open={asking}
        onOpenChange={ask}
        title={`Delete “${name}”?`}
        description="Its customers stay, and so does the history of who entered and left."
      >
        {problem && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button variant="danger" pending={pending} onClick={removeIt}>
            Delete segment
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
