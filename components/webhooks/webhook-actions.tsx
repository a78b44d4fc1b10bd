"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { MadeSecrets } from "@/components/integrations/made-secrets";
import { barredUnlessAdmin } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ShownWebhook } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

export type WebhookCommands = {
  update: (said: unknown) => Promise<ActionResult<void>>;
  remove: (said: { id: string }) => Promise<ActionResult<void>>;
  rotate: (said: { id: string }) => Promise<ActionResult<{ secret: string }>>;
};
type Props = { webhook: Pick<ShownWebhook, "id" | "status">; path: string; mayChange: boolean; commands: WebhookCommands };

/** What can be done with a webhook as a whole. */
export function WebhookActions({ webhook: { id, status }, path, mayChange, commands }: Props) {
  const because = barredUnlessAdmin(mayChange);
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const [asking, setAsking] = useState(false);
  const isOn = status === "on";
  const turn = () =>
    run(
      () => commands.update({ id, status: isOn ? "off" : "on" }),
      () => toast(isOn ? "The webhook is off." : "The webhook is on."),
    );
  return (
    <>
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      <RotateSecret because={because} rotate={() => commands.rotate({ id })} />
      <BarredButton because={because} pending={pending} onClick={turn}>
        {isOn ? "Switch off" : "Switch on"}
      </BarredButton>
      <BarredButton because={because} variant="danger" onClick={() => setAsking(true)}>
        Delete
      </BarredButton>
      <Confirm
        danger
        open={asking}
        close={() => setAsking(false)}
        title="Delete this webhook?"
        description="Its server is no longer notified, and the log of its deliveries is deleted too."
        verb="Delete webhook"
        act={() => commands.remove({ id })}
        told="The webhook was deleted."
        done={() => router.push(path)}
      />
    </>
  );
}

type RotateProps = { because: string | undefined; rotate: () => Promise<ActionResult<{ secret: string }>> };

function RotateSecret({ because, rotate }: RotateProps) {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { pending, failure, run } = useCommand();
  const turn = (next: boolean) => {
    setOpen(next);
    if (!next) setSecret(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      trigger={<BarredButton because={because}>New secret</BarredButton>}
      title="Make a new signing secret?"
      description="For a day, deliveries carry the signatures of both, so that your server can be changed in between."
    >
      {secret && <MadeSecrets secrets={{ "Signing secret": secret }} />}
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose>{secret ? "Done" : "Cancel"}</DialogClose>
        {!secret && (
          <Button variant="primary" pending={pending} onClick={() => run(rotate, (made) => setSecret(made.secret))}>
            Make a new secret
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
