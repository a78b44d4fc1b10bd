"use client";

import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; name: string; rename: (name: string) => Promise<ActionResult<void>> };

export function RenameDialog({ open, onOpenChange, name, rename }: Props) {
  const { pending, failure, run } = useCommand();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Rename “${name}”`}>
      <form
        action={(form) =>
          run(
            () => rename(String(form.get("name"))),
            () => onOpenChange(false),
          )
        }
      >
        <Field label="Name" error={failure ? (failure.fields?.name?.[0] ?? failure.message) : undefined}>
          <Input name="name" defaultValue={name} required maxLength={80} autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit" pending={pending}>
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
