"use client";

import { Ellipsis, Merge, Pencil, Trash2, Waypoints } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { type Use, Uses } from "@/components/projects/used-in";
import { type SaidTag, TagForm } from "@/components/tags/tag-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { ChipTag, ListedTag } from "@/lib/tags/schema";
import type { ActionResult } from "@/lib/web/action";

/** Loaded when the dialog is opened: finding by typing is the heaviest of our controls. */
const Combobox = dynamic(() => import("@/components/ui/combobox").then(({ Combobox }) => Combobox), { ssr: false });

export type TagCommands = {
  update: (said: SaidTag & { id: string }) => Promise<ActionResult<unknown>>;
  merge: (said: { id: string; into: string }) => Promise<ActionResult<unknown>>;
  remove: (said: { id: string }) => Promise<ActionResult<unknown>>;
  usage: (said: { id: string }) => Promise<ActionResult<Use[]>>;
};
type Props = { tag: ListedTag; others: readonly ChipTag[]; project: string; commands: TagCommands };

/** What can be done with a tag. Merging and deleting say first what will become of whom. */
export function TagActions({ tag, others, project, commands }: Props) {
  const [asking, setAsking] = useState<"edit" | "usage" | "merge" | "delete" | null>(null);
  const held = (what: typeof asking) => ({ open: asking === what, onOpenChange: (open: boolean) => setAsking(open ? what : null) });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="icon" variant="quiet" aria-label={`Actions for ${tag.name}`} className="z-10">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onClick={() => setAsking("edit")}>
          <Pencil aria-hidden /> Edit…
        </MenuItem>
        <MenuItem onClick={() => setAsking("usage")}>
          <Waypoints aria-hidden /> Where it is used…
        </MenuItem>
        <MenuItem disabled={others.length === 0} onClick={() => setAsking("merge")}>
          <Merge aria-hidden /> {others.length === 0 ? "Merge… needs another tag" : "Merge…"}
        </MenuItem>
        <MenuItem danger onClick={() => setAsking("delete")}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      </Menu>
      <TagForm
        {...held("edit")}
        tag={tag}
        save={(said) => commands.update({ id: tag.id, ...said })}
        done={(name) => void toast(`“${name}” was saved.`)}
      />
      <UsageDialog {...held("usage")} tag={tag} project={project} usage={commands.usage} />
      <MergeDialog {...held("merge")} tag={tag} others={others} merge={commands.merge} />
      <DeleteDialog {...held("delete")} tag={tag} remove={commands.remove} />
    </>
  );
}

type Held = { open: boolean; onOpenChange: (open: boolean) => void; tag: ListedTag };

function UsageDialog({ tag, project, usage, ...held }: Held & { project: string; usage: TagCommands["usage"] }) {
  const [answer, setAnswer] = useState<ActionResult<Use[]> | null>(null);
  const { open } = held;
  useEffect(() => {
    if (!open) return;
    let dropped = false;
    usage({ id: tag.id }).then((said) => !dropped && setAnswer(said));
    return () => {
      dropped = true;
    };
  }, [open, tag.id, usage]);
  return (
    <Dialog
      {...held}
      title={`Where “${tag.name}” is used`}
      description="As long as something uses it, it can be neither deleted nor merged."
    >
      {answer === null && <p role="status">Looking…</p>}
      {answer?.ok && <Uses uses={answer.data} project={project} />}
      <Problem of={answer?.ok === false ? answer : null} />
      <DialogActions>
        <DialogClose>Close</DialogClose>
      </DialogActions>
    </Dialog>
  );
}

function MergeDialog({ tag, others, merge, ...held }: Held & { others: readonly ChipTag[]; merge: TagCommands["merge"] }) {
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const result = await merge({ id: tag.id, into: String(form.get("into")) });
    if (!result.ok) return result;
    held.onOpenChange(false);
    toast(`“${tag.name}” was merged.`);
    return null;
  });
  const description = `${people(tag)} with “${tag.name}” will have the other tag instead, and “${tag.name}” is gone. This cannot be undone.`;
  return (
    <Dialog {...held} title={`Merge “${tag.name}” into another tag`} description={description}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Into" error={result?.fields?.into?.[0]}>
          <Combobox autoFocus name="into" options={others.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Problem of={result?.fields?.into ? null : result} />
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="danger" pending={pending}>
            Merge tags
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ tag, remove, ...held }: Held & { remove: TagCommands["remove"] }) {
  const { result, pending, onSubmit } = useSubmit(async () => {
    const result = await remove({ id: tag.id });
    if (!result.ok) return result;
    held.onOpenChange(false);
    toast(`“${tag.name}” was deleted.`);
    return null;
  });
  const description = `It is taken away from everybody who has it: ${people(tag).toLowerCase()}. The history of who had it stays.`;
  return (
    <Dialog {...held} title={`Delete “${tag.name}”?`} description={description}>
      <form onSubmit={onSubmit}>
        <Problem of={result} />
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="danger" pending={pending}>
            Delete tag
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const people = ({ customers, orMore }: ListedTag) =>
  customers === 0
    ? "Nobody"
    : `${customers.toLocaleString("en")}${orMore ? " and more" : ""} ${customers === 1 && !orMore ? "person" : "people"}`;

const Problem = ({ of }: { of: { message: string } | null }) =>
  of && (
    <p role="alert" className="text-bad">
      {of.message}
    </p>
  );
