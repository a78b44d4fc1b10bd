"use client";

import { useState, useTransition } from "react";
import { InvitedNote } from "@/components/team/invited-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Invited } from "@/lib/members/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  id: string;
  name: string;
  renew: (said: unknown) => Promise<ActionResult<Invited>>;
  revoke: (said: unknown) => Promise<ActionResult<void>>;
};

/** Sends an invitation anew, which makes a new link, or ends it. */
export function InvitationActions({ id, name, renew, revoke }: Props) {
  const [pending, start] = useTransition();
  const [invited, setInvited] = useState<Invited | null>(null);
  const sendAnew = () =>
    start(async () => {
      const answer = await renew({ id });
      if (answer.ok) setInvited(answer.data);
      else toast(answer.message);
    });
  const end = () =>
    start(async () => {
      const answer = await revoke({ id });
      toast(answer.ok ? `The invitation for ${name} is revoked.` : answer.message);
    });
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <Button size="small" pending={pending} aria-label={`Resend the invitation for ${name}`} onClick={sendAnew}>
        Resend
      </Button>
      <Button size="small" pending={pending} aria-label={`Revoke the invitation for ${name}`} onClick={end}>
        Revoke
      </Button>
      <Dialog
        open={invited !== null}
        onOpenChange={(open) => !open && setInvited(null)}
        title="A new link"
        description="The previous link no longer works."
      >
        {invited && <InvitedNote {...invited} />}
      </Dialog>
    </span>
  );
}
