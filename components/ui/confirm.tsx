"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  open: boolean;
  close: () => void;
  title: string;
  description: string;
  verb: string;
  danger?: boolean;
  act: () => Promise<ActionResult<unknown>>;
  told: string;
  /** What follows it besides: what was shown may be gone. */
  done?: () => void;
};

/** Asks before something is done, and says why when it may not be. */
export function Confirm({ open, close, title, description, verb, danger = false, act, told, done }: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = () => {
    setProblem(null);
    close();
  };
  const go = async () => {
    setPending(true);
    const answer = await act();
    setPending(false);
    if (!answer.ok) return setProblem(answer.message);
    toast(told);
    leave();
    done?.();
  };
  return (
    <Dialog open={open} onOpenChange={(next) => !next && leave()} title={title} description={description}>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <DialogActions>
        <DialogClose />
        <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={go}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
