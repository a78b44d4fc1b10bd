"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Command = () => Promise<ActionResult<void>>;
type Props = { hasEnded: boolean; wasReplayed: boolean; replay: Command; cancel: Command };

/** What can be done with one job: begin it anew when it has ended, end it while it goes on. */
export function JobActions({ hasEnded, wasReplayed, replay, cancel }: Props) {
  const { pending, failure, run } = useCommand();
  const [asking, setAsking] = useState(false);
  const said = failure && (
    <p role="alert" className="text-bad text-sm">
      {failure.message}
    </p>
  );
  if (hasEnded) {
    const begin = () => run(replay, () => toast("The job runs again", { description: "With the same input as the first time." }));
    return (
      <>
        {said}
        {!wasReplayed && (
          <Button pending={pending} onClick={begin}>
            <RotateCcw aria-hidden /> Run again
          </Button>
        )}
      </>
    );
  }
  return (
    <Dialog
      open={asking}
      onOpenChange={setAsking}
      trigger={<Button variant="danger">Cancel this job</Button>}
      title="Cancel this job?"
      description="A step that is running completes. Nothing after it runs. What earlier steps did stays done."
    >
      {said}
      <DialogActions>
        <DialogClose>Keep it running</DialogClose>
        <Button
          variant="danger"
          pending={pending}
          onClick={() =>
            run(cancel, () => {
              setAsking(false);
              toast("The job ends within a second");
            })
          }
        >
          Cancel this job
        </Button>
      </DialogActions>
    </Dialog>
  );
}
