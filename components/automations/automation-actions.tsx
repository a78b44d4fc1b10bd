"use client";

import { Archive, Copy, Ellipsis, Pause, Pencil, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { AutomationStatus } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Command<T = void> = (input: { id: string }) => Promise<ActionResult<T>>;

type Props = {
  project: string;
  automation: { id: string; name: string; status: AutomationStatus };
  inProgress: number;
  commands: {
    pause: Command;
    resume: Command;
    archive: Command;
    duplicate: Command<{ id: string }>;
    rename: (input: { id: string; name: string }) => Promise<ActionResult<void>>;
  };
};

/** What can be done with an automation as a whole. */
export function AutomationActions({ project, automation, inProgress, commands }: Props) {
  const { id, name, status } = automation;
  const { pause, resume, archive, duplicate, rename } = commands;
  const router = useRouter();
  const [asking, setAsking] = useState<"rename" | "archive" | null>(null);
  const { pending, failure, run } = useCommand();
  return (
    <>
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      {status === "live" && (
        <Button
          pending={pending}
          onClick={() =>
            run(
              () => pause({ id }),
              () => toast(`“${name}” is paused`, { description: "Everybody stays where they are." }),
            )
          }
        >
          <Pause aria-hidden /> Pause
        </Button>
      )}
      {status === "paused" && (
        <Button
          pending={pending}
          onClick={() =>
            run(
              () => resume({ id }),
              () => toast(`“${name}” goes on`, { description: "Waits that ended meanwhile continue now." }),
            )
          }
        >
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
        <MenuItem onClick={() => setAsking("rename")}>
          <Pencil aria-hidden /> Rename
        </MenuItem>
        <MenuItem
          onClick={() =>
            run(
              () => duplicate({ id }),
              (copy) => router.push(`/${project}/automations/${copy.id}`),
            )
          }
        >
          <Copy aria-hidden /> Duplicate
        </MenuItem>
        {status !== "archived" && (
          <>
            <MenuLine />
            <MenuItem danger onClick={() => setAsking("archive")}>
              <Archive aria-hidden /> Archive
            </MenuItem>
          </>
        )}
      </Menu>
      <RenameDialog
        open={asking === "rename"}
        onOpenChange={(open) => setAsking(open ? "rename" : null)}
        name={name}
        rename={(next) => rename({ id, name: next })}
      />
      <ArchiveDialog
        open={asking === "archive"}
        onOpenChange={(open) => setAsking(open ? "archive" : null)}
        name={name}
        inProgress={inProgress}
        archive={() =>
          run(
            () => archive({ id }),
            () => setAsking(null),
          )
        }
        pending={pending}
      />
    </>
  );
}

type ArchiveProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  name: string;
  inProgress: number;
  archive: () => void;
  pending: boolean;
};

function ArchiveDialog({ open, onOpenChange, name, inProgress, archive, pending }: ArchiveProps) {
  const leaving =
    inProgress === 1 ? "The one person who is in it leaves it" : `The ${inProgress.toLocaleString("en")} people who are in it leave it`;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Archive “${name}”`}>
      <p>
        Nobody enters any more. {inProgress > 0 ? `${leaving} where they are.` : "Nobody is in it now."} Its history stays. It cannot go
        live again, but it can be duplicated.
      </p>
      <DialogActions>
        <DialogClose />
        <Button variant="danger" pending={pending} onClick={archive}>
          Archive
        </Button>
      </DialogActions>
    </Dialog>
  );
}
