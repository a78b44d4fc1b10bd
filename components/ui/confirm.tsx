"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  open: boolean;
  close: () => void;
  title: string;
  description: string;
  verb: string;
  danger?: boolean;
  act: () => Promise<ActionResult<unknown>>;
  /** Said when it is done, unless what follows is another page. */
  told?: string;
  /** What follows it besides: what was shown may be gone. */
  done?: () => void;
};

/** Asks before something is done, and says why when it may not be. */
export function Confirm({ open, close, title, description, verb, danger = false, act, told, done }: Props) {
  const { pending, failure, run, forget } = useCommand();
  const leave = () => {
    forget();
    close();
  };
  const go = () =>
    run(act, () => {
      if (told) toast(told);
      leave();
      done?.();
    });
  return (
    <Dialog open={open} onOpenChange={(next) => !next && leave()} title={title} description={description}>
      {failure && (
        <p role="alert" className="text-bad">
          {failure.message}
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
