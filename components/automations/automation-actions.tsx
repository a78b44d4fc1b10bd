"use client";

import { Archive, Copy, Ellipsis, Pencil, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PauseDialog } from "@/components/automations/pause-dialog";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { ResumeDialog } from "@/components/automations/resume-dialog";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { AutomationStatus, Overdue } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Command<T = void> = (input: { id: string }) => Promise<ActionResult<T>>;

type Props = {
  project: string;
  automation: { id: string; name: string; status: AutomationStatus; entriesStoppedAt: Date | null };
  inProgress: number;
  /** Whom a pause holds now; null while nothing is paused. */
  held: Parameters<typeof ResumeDialog>[0]["held"] | null;
  commands: {
    pause: Command;
    resume: (input: { id: string; overdue?: Overdue }) => Promise<ActionResult<void>>;
    stopEntries: Command;
    openEntries: Command;
    archive: Command;
    duplicate: Command<{ id: string }>;
    rename: (input: { id: string; name: string }) => Promise<ActionResult<void>>;
  };
};

/** What can be done with an automation as a whole. */
export function AutomationActions({ project, automation, inProgress, held, commands }: Props) {
  const { id, name, status, entriesStoppedAt } = automation;
  const { pause, resume, stopEntries, openEntries, archive, duplicate, rename } = commands;
  const isOpen = entriesStoppedAt === null;
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
        <>
          {!isOpen && (
            <Button
              pending={pending}
              onClick={() =>
                run(
                  () => openEntries({ id }),
                  () => toast(`People enter “${name}” again`),
                )
              }
            >
              <Play aria-hidden /> Let people in again
            </Button>
          )}
          <PauseDialog {...{ name, inProgress, isOpen }} pause={() => pause({ id })} stopEntries={() => stopEntries({ id })} />
        </>
      )}
      {status === "paused" && held && <ResumeDialog {...{ name, held }} resume={(overdue) => resume({ id, overdue })} />}
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
