"use client";

import { Pause } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Command = () => Promise<ActionResult<void>>;
type Props = { name: string; inProgress: number; isOpen: boolean; pause: Command; stopEntries: Command };

/** Asks what to pause: everybody, or only those who would still enter. */
export function PauseDialog({ name, inProgress, isOpen, pause, stopEntries }: Props) {
  const [open, setOpen] = useState(false);
  const { pending, failure, run } = useCommand();
  const done = (title: string, description: string) => () => {
    setOpen(false);
    toast(title, { description });
  };
  const people = inProgress === 1 ? "the one person who is in it" : `the ${inProgress.toLocaleString("en")} people who are in it`;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Pause aria-hidden /> Pause
        </Button>
      }
      title={`Pause “${name}”`}
      description="What should stop?"
    >
      <div className="grid gap-3">
        <Way
          says={`Hold ${inProgress > 0 ? people : "everybody"} where they are, and let nobody in. When you resume, you choose what happens to people whose wait has ended.`}
        >
          <Button
            variant="primary"
            pending={pending}
            onClick={() => run(pause, done(`“${name}” is paused`, "Everybody stays where they are."))}
          >
            Hold everybody
          </Button>
        </Way>
        {isOpen && (
          <Way
            says={`Let nobody in any more, while ${inProgress > 0 ? people : "people in it"} continue${inProgress === 1 ? "s" : ""} to the end.`}
          >
            <Button
              pending={pending}
              onClick={() => run(stopEntries, done(`Nobody enters “${name}” any more`, "People who are in it continue."))}
            >
              Stop entries only
            </Button>
          </Way>
        )}
      </div>
      {failure && (
        <p role="alert" className="mt-3 text-bad">
          {failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose />
      </DialogActions>
    </Dialog>
  );
}

const Way = ({ says, children }: { says: string; children: React.ReactNode }) => (
  <div className="flex flex-col items-start gap-2 rounded-thing border border-line p-3">
    <p>{says}</p>
    {children}
  </div>
);
