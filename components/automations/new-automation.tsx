"use client";

import { useRouter } from "next/navigation";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  project: string;
  label: string;
  /** What it is called, unless one says otherwise. */
  name: string;
  create: (name: string) => Promise<ActionResult<{ id: string }>>;
};

/** Asks for a name and opens the builder with the draft. */
export function NewAutomation({ project, label, name, create }: Props) {
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  return (
    <Dialog
      trigger={<Button size="small">{label}</Button>}
      title="New automation"
      description="It starts as a draft: nothing is sent until you set it live."
    >
      <form
        action={(form) =>
          run(
            () => create(String(form.get("name"))),
            ({ id }) => router.push(`/${project}/automations/${id}`),
          )
        }
      >
        <Field label="Name" error={failure ? (failure.fields?.name?.[0] ?? failure.message) : undefined}>
          <Input name="name" required maxLength={80} defaultValue={name} placeholder="Trial ending" autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit" pending={pending}>
            Create draft
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
