"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/web/action";

type Props = { close: () => void; remove: (said: unknown) => Promise<ActionResult<never>> };

/** Asks before the sample goes: somebody may have tried things out in it for an hour. */
export function RemoveSample({ close, remove }: Props) {
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const press = () =>
    start(async () => {
      const answer = await remove({});
      if (!answer.ok) setProblem(answer.message);
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Remove the sample?"
      description="All that is in it goes, and so does what you made in it. A new sample can be made at any time."
    >
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <DialogActions>
        <DialogClose />
        <Button variant="danger" pending={pending} onClick={press}>
          Remove the sample
        </Button>
      </DialogActions>
    </Dialog>
  );
}
