"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; name: string; rename: (name: string) => Promise<ActionResult<void>> };

export function RenameDialog({ open, onOpenChange, name, rename }: Props) {
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const result = await rename(String(form.get("name")));
    if (!result.ok) return result;
    onOpenChange(false);
    return null;
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Rename “${name}”`}>
      <form onSubmit={onSubmit}>
        <Field label="Name" error={result ? (result.fields?.name?.[0] ?? result.message) : undefined}>
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
