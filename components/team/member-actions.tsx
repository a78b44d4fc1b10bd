"use client";

import { Ellipsis, KeyRound, UserMinus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ActionResult } from "@/lib/web/action";

type Act = (said: unknown) => Promise<ActionResult<void>>;
type Props = { userId: string; name: string; remove: Act; transfer?: Act };

/** What can be done about a member besides their role. Both ask first. */
export function MemberActions({ userId, name, remove, transfer }: Props) {
  const [asking, ask] = useState<"remove" | "transfer" | null>(null);
  const close = () => ask(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="icon" variant="quiet" aria-label={`More about ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {transfer && (
          <MenuItem onClick={() => ask("transfer")}>
            <KeyRound aria-hidden /> Transfer the project to them…
          </MenuItem>
        )}
        <MenuItem danger onClick={() => ask("remove")}>
          <UserMinus aria-hidden /> Remove…
        </MenuItem>
      </Menu>
      <Confirm
        open={asking === "remove"}
        close={close}
        title={`Remove ${name}?`}
        description="They lose access at once. What they made stays, and invitations they sent stop working."
        verb={`Remove ${name}`}
        danger
        act={() => remove({ userId })}
        told={`${name} is removed.`}
      />
      {transfer && (
        <Confirm
          open={asking === "transfer"}
          close={close}
          title={`Transfer the project to ${name}?`}
          description="They become its owner. You stay as an admin, and cannot take it back yourself."
          verb={`Transfer to ${name}`}
          act={() => transfer({ userId })}
          told={`${name} owns the project now.`}
        />
      )}
    </>
  );
}
