"use client";

import { Ellipsis } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RenameDialog } from "@/components/automations/rename-dialog";
import { useCommand } from "@/components/ui/use-command";
import { ConvertDialog, DeleteDialog } from "@/components/templates/editor-dialogs";
import type { Person } from "@/components/templates/find-person";
import { SendTestDialog, type SendTestTo } from "@/components/templates/send-test";
import type { UsedIn } from "@/components/templates/template-usage";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Command<T = void> = (input: { id: string }) => Promise<ActionResult<T>>;
type Props = {
  template: { id: string; name: string; isDefault: boolean; isHtml: boolean; version: number; usage: UsedIn[] };
  path: string;
  members: readonly string[];
  /** As whom the email is looked at, and so as whom a test is written. */
  person: Person | null;
  /** Whether there is anything to publish. */
  isChanged: boolean;
  /** Saves what is not saved yet; false when that failed. */
  settle: () => Promise<boolean>;
  sendTest: SendTestTo;
  commands: {
    rename: (input: { id: string; name: string }) => Promise<ActionResult<void>>;
    publish: Command<{ version: number; doubts: string[] }>;
    makeDefault: Command;
    duplicate: Command<{ id: string }>;
    remove: Command;
    convert: Command;
  };
};

const UNSAVED: ActionResult<never> = { ok: false, code: "CONFLICT", message: "The last change is not saved yet, so this was not done." };

/** What can be done with a template besides writing it. Each begins with what is on the screen. */
export function EditorActions({ template, path, members, person, isChanged, settle, sendTest, commands }: Props) {
  const { id, name, isDefault, isHtml, version, usage } = template;
  const { rename, publish, makeDefault, duplicate, remove, convert } = commands;
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const [asking, setAsking] = useState<"rename" | "convert" | "delete" | null>(null);
  const asks = (what: typeof asking) => ({ open: asking === what, onOpenChange: (open: boolean) => setAsking(open ? what : null) });
  const saved =
    <T,>(command: () => Promise<ActionResult<T>>) =>
    async () =>
      (await settle()) ? command() : UNSAVED;
  return (
    <>
      {failure && (
        <p role="alert" className="max-w-[48ch] text-bad text-sm">
          {failure.message}
        </p>
      )}
      <SendTestDialog {...{ members, person }} send={(said) => saved(() => sendTest({ id, ...said }))()} />
      <BarredButton
        variant="primary"
        pending={pending}
        because={isChanged ? undefined : `Version ${version} is what you see: there is no change to publish.`}
        onClick={() =>
          run(
            saved(() => publish({ id })),
            ({ version, doubts }) =>
              toast(`Published as version ${version}${doubts.length > 0 ? ", and worth a look" : ""}`, { description: doubts.join(" ") }),
          )
        }
      >
        Publish
      </BarredButton>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" size="icon" aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {version > 0 && <MenuLink render={<Link href={`${path}/${id}/versions`} />}>History</MenuLink>}
        <MenuItem onClick={() => setAsking("rename")}>Rename…</MenuItem>
        <MenuItem
          onClick={() =>
            run(
              saved(() => duplicate({ id })),
              (copy) => router.push(`${path}/${copy.id}`),
            )
          }
        >
          Duplicate
        </MenuItem>
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
        {!isHtml && <MenuItem onClick={() => setAsking("convert")}>Convert to HTML…</MenuItem>}
        <MenuLine />
        <MenuItem danger onClick={() => setAsking("delete")}>
          Delete…
        </MenuItem>
      </Menu>
      <RenameDialog {...asks("rename")} name={name} rename={(next) => rename({ id, name: next })} />
      <ConvertDialog {...asks("convert")} name={name} convert={saved(() => convert({ id }))} />
      <DeleteDialog {...asks("delete")} {...{ name, isDefault, usage, path }} remove={() => remove({ id })} />
    </>
  );
}
