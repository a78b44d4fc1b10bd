"use client";

import { useRouter } from "next/navigation";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  project: string;
  label: string;
  /** What it is called, unless one says otherwise. */
  name: string;
  mayEdit: boolean;
  create: (name: string) => Promise<ActionResult<{ id: string }>>;
};

/** Asks for a name and opens the builder with the draft. */
export function NewAutomation({ project, label, name, mayEdit, create }: Props) {
  const router = useRouter();
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const result = await create(String(form.get("name")));
    if (!result.ok) return result;
    router.push(`/${project}/automations/${result.data.id}`);
    return null;
  });
  return (
    <Dialog
      trigger={
        <BarredButton size="small" because={barredUnless(mayEdit)}>
          {label}
        </BarredButton>
      }
      title="New automation"
      description="It starts as a draft: nothing is sent until you set it live."
    >
      <form onSubmit={onSubmit}>
        <Field label="Name" error={result ? (result.fields?.name?.[0] ?? result.message) : undefined}>
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
