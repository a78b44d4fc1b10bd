"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Sent = { to: string; state: string; reason: string | null };
type Props = {
  id: string;
  name: string;
  isDefault: boolean;
  /** Saves what is not saved yet; false when that failed. */
  settle: () => Promise<boolean>;
  rename: (input: { id: string; name: string }) => Promise<ActionResult<void>>;
  publish: (input: { id: string }) => Promise<ActionResult<{ version: number }>>;
  makeDefault: (input: { id: string }) => Promise<ActionResult<void>>;
  sendTest: (input: { id: string }) => Promise<ActionResult<Sent>>;
};

const UNSAVED: ActionResult<never> = { ok: false, code: "CONFLICT", message: "The last change is not saved yet, so this was not done." };

/** What can be done with a template besides writing it. Each begins with what is on the screen. */
export function EditorActions({ id, name, isDefault, settle, rename, publish, makeDefault, sendTest }: Props) {
  const { pending, failure, run } = useCommand();
  const [renaming, setRenaming] = useState(false);
  const saved =
    <T,>(command: () => Promise<ActionResult<T>>) =>
    async () =>
      (await settle()) ? command() : UNSAVED;
  const tellSent = ({ to, state, reason }: Sent) =>
    toast(state === "sent" ? `Test sent to ${to}` : "The test was not sent", { ...(reason && { description: reason }) });
  return (
    <>
      {failure && (
        <p role="alert" className="max-w-[48ch] text-bad text-sm">
          {failure.message}
        </p>
      )}
      <Button
        pending={pending}
        onClick={() =>
          run(
            saved(() => sendTest({ id })),
            tellSent,
          )
        }
      >
        Send test to me
      </Button>
      <Button
        variant="primary"
        pending={pending}
        onClick={() =>
          run(
            saved(() => publish({ id })),
            ({ version }) => toast(`Published as version ${version}`),
          )
        }
      >
        Publish
      </Button>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" size="icon" aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onClick={() => setRenaming(true)}>Rename…</MenuItem>
        <MenuItem
          disabled={isDefault}
          onClick={() =>
            run(
              () => makeDefault({ id }),
              () => toast("New emails start from this template"),
            )
          }
        >
          {isDefault ? "This is the default template" : "Make this the default template"}
        </MenuItem>
      </Menu>
      <RenameDialog open={renaming} onOpenChange={setRenaming} name={name} rename={(next) => rename({ id, name: next })} />
    </>
  );
}
