"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { name: string; remove: (said: unknown) => Promise<ActionResult<never>> };

export function DeleteProject({ name, remove }: Props) {
  const { onSubmit, pending, errorOf, message } = useForm(remove);
  return (
    <Dialog
      trigger={<Button variant="danger">Delete {name}</Button>}
      title={`Delete ${name}?`}
      description="Everything in it is deleted at once, and nothing brings it back. Its keys stop working and its automations end."
    >
      <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <Field label={`Type “${name}” to confirm`} error={errorOf("name")}>
          <Input name="name" autoComplete="off" required />
        </Field>
        <FormMessage message={message} />
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="danger" pending={pending}>
            Delete this project
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
