"use client";

import { Archive, Copy, Ellipsis, Pencil, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PauseDialog } from "@/components/automations/pause-dialog";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { ResumeDialog } from "@/components/automations/resume-dialog";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
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
      <Confirm
        danger
        open={asking === "archive"}
        close={() => setAsking(null)}
        title={`Archive “${name}”`}
        description={`Nobody enters any more. ${leaving(inProgress)} Its history stays. It cannot go live again, but it can be duplicated.`}
        verb="Archive"
        act={() => archive({ id })}
        told={`“${name}” is archived`}
      />
    </>
  );
}

function leaving(inProgress: number): string {
  if (inProgress === 0) return "Nobody is in it now.";
  if (inProgress === 1) return "The one person who is in it leaves it where they are.";
  return `The ${inProgress.toLocaleString("en")} people who are in it leave it where they are.`;
}
