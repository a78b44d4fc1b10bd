"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { EmailFrame } from "@/components/messages/email-view";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

type Said = { start: string; html?: string };
type Props = {
  path: string;
  /** What the new template is called, unless one says otherwise. */
  name: string;
  said: Said;
  label: string;
  /** Where the email can be looked at in full. */
  frame?: string;
  mayEdit: boolean;
  create: (input: { name: string } & Said) => Promise<ActionResult<{ id: string }>>;
};

/** Shows an email in full, asks for a name, and opens the editor with a copy. */
export function UseStart({ path, name, said, label, frame, mayEdit, create }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const result = await create({ name: String(form.get("name")), ...said });
    if (!result.ok) return result;
    router.push(`${path}/${result.data.id}`);
    return null;
  });
  if (!mayEdit && !frame) return null;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      className={frame ? "top-[5vh] max-h-[90vh] w-[min(calc(100vw-32px),44rem)]" : ""}
      trigger={<Button size="small">{mayEdit ? label : `Look at ${label.replace(/^\S+ /, "")}`}</Button>}
      title={mayEdit ? "New template" : "A template to start from"}
    >
      {frame && open && <EmailFrame src={frame} title="The email in full" />}
      {mayEdit ? (
        <form onSubmit={onSubmit} className="mt-4">
          <Field label="Name" error={result ? (result.fields?.name?.[0] ?? result.message) : undefined}>
            <Input name="name" required maxLength={120} defaultValue={name} placeholder="Trial ending" autoComplete="off" />
          </Field>
          <DialogActions>
            <DialogClose />
            <Button variant="primary" type="submit" pending={pending}>
              Create template
            </Button>
          </DialogActions>
        </form>
      ) : (
        <DialogActions>
          <DialogClose>Close</DialogClose>
        </DialogActions>
      )}
    </Dialog>
  );
}
