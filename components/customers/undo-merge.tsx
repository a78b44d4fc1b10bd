"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

export type Undo = (said: { merge: string }) => Promise<ActionResult<{ parted_id: string | null }>>;
type Props = { merge: string; joined: string; undo: Undo };

/** Parts again who was merged. */
export function UndoMerge({ merge, joined, undo }: Props) {
  const { result, pending, onSubmit } = useSubmit(async () => {
    const result = await undo({ merge });
    if (!result.ok) return result;
    toast(result.data.parted_id ? `${joined} is a separate customer again` : "Reverted. Something else still holds them together.");
    return null;
  });
  const trigger = (
    <Button size="small" variant="quiet" aria-label={`Undo the merge with ${joined}`} className="-ml-2">
      Undo
    </Button>
  );
  return (
    <Dialog
      trigger={trigger}
      title="Undo this merge?"
      description={`${joined} becomes a separate customer again, under their old id: with their names, what was recorded under those, and what was sent to them before. Messages since the merge stay here.`}
    >
      <form onSubmit={onSubmit}>
        {result && (
          <p role="alert" className="mb-3 text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Undo the merge
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
