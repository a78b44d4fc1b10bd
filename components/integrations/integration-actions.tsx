"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/automations/use-command";
import { MadeSecrets } from "@/components/integrations/made-secrets";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ShownIntegration } from "@/lib/integrations/schema";
import type { ActionResult } from "@/lib/web/action";

type Command<T = void> = (said: { kind: string }) => Promise<ActionResult<T>>;
export type IntegrationCommands = {
  pause: Command;
  resume: Command;
  disconnect: Command;
  renew: Command<{ shown: Readonly<Record<string, string>> }>;
};
type Props = { integration: Pick<ShownIntegration, "kind" | "name" | "status" | "stops" | "canRenew">; commands: IntegrationCommands };

/** What can be done with an integration that is connected. Disconnecting says what stops. */
export function IntegrationActions({ integration: { kind, name, status, stops, canRenew }, commands }: Props) {
  const { pending, failure, run } = useCommand();
  const isPaused = status === "paused";
  const turn = () =>
    run(
      () => commands[isPaused ? "resume" : "pause"]({ kind }),
      () => toast(isPaused ? `${name} is running again.` : `${name} is paused.`),
    );
  return (
    <>
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      {canRenew && <RenewSecret kind={kind} renew={commands.renew} />}
      <Button pending={pending} onClick={turn}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />} {isPaused ? "Resume" : "Pause"}
      </Button>
      <Dialog trigger={<Button variant="danger">Disconnect</Button>} title={`Disconnect ${name}?`} description={stops}>
        <p className="text-soft">Its secrets and its log are deleted. What it has made in this project stays.</p>
        <DialogActions>
          <DialogClose />
          <Button
            variant="danger"
            pending={pending}
            onClick={() =>
              run(
                () => commands.disconnect({ kind }),
                () => toast(`${name} is disconnected.`),
              )
            }
          >
            Disconnect {name}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function RenewSecret({ kind, renew }: { kind: string; renew: IntegrationCommands["renew"] }) {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<Readonly<Record<string, string>> | null>(null);
  const { pending, failure, run } = useCommand();
  const turn = (next: boolean) => {
    setOpen(next);
    if (!next) setShown(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      trigger={<Button>New secret</Button>}
      title="Make a new signing secret?"
      description="For a day, calls carry the signatures of both, so that your server can be changed in between."
    >
      {shown && <MadeSecrets secrets={shown} />}
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose>{shown ? "Done" : "Cancel"}</DialogClose>
        {!shown && (
          <Button
            variant="primary"
            pending={pending}
            onClick={() =>
              run(
                () => renew({ kind }),
                (made) => setShown(made.shown),
              )
            }
          >
            Make a new secret
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
