"use client";

import { useRouter } from "next/navigation";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { path: string; create: (input: { name: string }) => Promise<ActionResult<{ id: string }>> };

/** Asks for a name and opens the editor with a copy of the default template. */
export function NewTemplate({ path, create }: Props) {
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const submit = (form: FormData) =>
    run(
      () => create({ name: String(form.get("name")) }),
      ({ id }) => router.push(`${path}/${id}`),
    );
  return (
    <Dialog
      trigger={<Button variant="primary">New template</Button>}
      title="New template"
      description="It starts as a copy of the default template. Nothing is sent with it before you publish it."
    >
      <form action={submit}>
        <Field label="Name" error={failure ? (failure.fields?.name?.[0] ?? failure.message) : undefined}>
          <Input name="name" required maxLength={120} placeholder="Trial ending" autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit" pending={pending}>
            Create template
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
