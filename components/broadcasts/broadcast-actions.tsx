"use client";

import { Ban, Copy, Ellipsis, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";
import type { ActionResult } from "@/lib/web/action";

type Command<T = void> = (input: { id: string }) => Promise<ActionResult<T>>;
type Props = {
  path: string;
  broadcast: { id: string; name: string; status: BroadcastStatus; revision: number };
  commands: {
    rename: (input: { id: string; name: string; revision: number }) => Promise<ActionResult<void>>;
    pause: Command;
    resume: Command;
    cancel: Command;
    unschedule: Command;
    remove: Command;
    duplicate: Command<{ id: string; lacks: string[] }>;
  };
};

/** What can be done with a broadcast as a whole, as it stands. What cannot be undone asks first. */
export function BroadcastActions({ path, broadcast, commands }: Props) {
  const { id, name, status, revision } = broadcast;
  const router = useRouter();
  const [asking, setAsking] = useState<"cancel" | "delete" | null>(null);
  const [renaming, setRenaming] = useState(false);
  const { pending, failure, run } = useCommand();
  const end = () =>
    asking === "cancel"
      ? run(
          () => commands.cancel({ id }),
          () => setAsking(null),
        )
      : run(
          () => commands.remove({ id }),
          () => {
            toast(`“${name}” was deleted`);
            router.push(path);
          },
        );
  const copy = () =>
    run(
      () => commands.duplicate({ id }),
      (made) => {
        if (made.lacks.length > 0) toast("The copy is not quite the same", { description: made.lacks.join(" ") });
        router.push(`${path}/${made.id}`);
      },
    );
  const mayEnd = status === "scheduled" || status === "sending" || status === "paused";
  return (
    <>
      {failure && asking === null && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      {status === "scheduled" && (
        <Button
          pending={pending}
          onClick={() =>
            run(
              () => commands.unschedule({ id }),
              () => toast("It is a draft again: nothing is sent"),
            )
          }
        >
          Unschedule
        </Button>
      )}
      {status === "sending" && (
        <Button pending={pending} onClick={() => run(() => commands.pause({ id }))}>
          <Pause aria-hidden /> Pause
        </Button>
      )}
      {status === "paused" && (
        <Button pending={pending} onClick={() => run(() => commands.resume({ id }))}>
          <Play aria-hidden /> Resume
        </Button>
      )}
      <Menu
        align="end"
        trigger={
          <Button size="icon" variant="quiet" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {status === "draft" && (
          <MenuItem onClick={() => setRenaming(true)}>
            <Pencil aria-hidden /> Rename…
          </MenuItem>
        )}
        <MenuItem onClick={copy}>
          <Copy aria-hidden /> Duplicate
        </MenuItem>
        {mayEnd && (
          <>
            <MenuLine />
            <MenuItem danger onClick={() => setAsking("cancel")}>
              <Ban aria-hidden /> Cancel broadcast…
            </MenuItem>
          </>
        )}
        {status === "draft" && (
          <>
            <MenuLine />
            <MenuItem danger onClick={() => setAsking("delete")}>
              <Trash2 aria-hidden /> Delete…
            </MenuItem>
          </>
        )}
      </Menu>
      <RenameDialog
        open={renaming}
        onOpenChange={setRenaming}
        name={name}
        rename={(next) => commands.rename({ id, name: next, revision })}
      />
      <Dialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={asking === "cancel" ? `Cancel “${name}”?` : `Delete “${name}”?`}
        description={
          asking === "cancel"
            ? "Nobody else gets it, and it cannot be resumed. Emails already sent stay sent."
            : "It was never sent. This cannot be undone."
        }
      >
        {failure && (
          <p role="alert" className="text-bad">
            {failure.message}
          </p>
        )}
        <DialogActions>
          <DialogClose>Keep it</DialogClose>
          <Button variant="danger" pending={pending} onClick={end}>
            {asking === "cancel" ? "Cancel broadcast" : "Delete broadcast"}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
