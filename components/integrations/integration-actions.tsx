"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { MadeSecrets } from "@/components/integrations/made-secrets";
import { barredUnlessAdmin } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
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
type Props = {
  integration: Pick<ShownIntegration, "kind" | "name" | "status" | "stops" | "canRenew">;
  mayChange: boolean;
  commands: IntegrationCommands;
};

/** What can be done with an integration that is connected. Disconnecting says what stops. */
export function IntegrationActions({ integration: { kind, name, status, stops, canRenew }, mayChange, commands }: Props) {
  const because = barredUnlessAdmin(mayChange);
  const { pending, failure, run } = useCommand();
  const [asking, setAsking] = useState(false);
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
      {canRenew && <RenewSecret kind={kind} because={because} renew={commands.renew} />}
      <BarredButton because={because} pending={pending} onClick={turn}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />} {isPaused ? "Resume" : "Pause"}
      </BarredButton>
      <BarredButton because={because} variant="danger" onClick={() => setAsking(true)}>
        Disconnect
      </BarredButton>
      <Confirm
        danger
        open={asking}
        close={() => setAsking(false)}
        title={`Disconnect ${name}?`}
        description={`${stops} Its secrets and its log are deleted. What it has made in this project stays.`}
        verb={`Disconnect ${name}`}
        act={() => commands.disconnect({ kind })}
        told={`${name} is disconnected.`}
      />
    </>
  );
}

type RenewProps = { kind: string; because: string | undefined; renew: IntegrationCommands["renew"] };

function RenewSecret({ kind, because, renew }: RenewProps) {
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
      trigger={<BarredButton because={because}>New secret</BarredButton>}
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
