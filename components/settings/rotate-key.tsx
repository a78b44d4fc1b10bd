"use client";

import { useState } from "react";
import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { MadeKey } from "@/components/settings/made-key";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Overlap } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Made = { id: string; text: string };
type Rotate = (said: unknown) => Promise<ActionResult<Made>>;
type Props = { id: string; name: string; replaced: boolean; mayChange: boolean; rotate: Rotate };

const OVERLAPS: { value: Overlap; label: string }[] = [
  { value: "day", label: "For another day" },
  { value: "none", label: "Not at all: end it now" },
  { value: "hour", label: "For another hour" },
  { value: "week", label: "For another week" },
  { value: "month", label: "For another 30 days" },
];

/**
 * Makes a new key that may what this one may; this one works on for a while, so that programs can change over. Once that is done there is
 * nothing more to press, but the dialog stays for as long as it shows the new key.
 */
export function RotateKey({ id, name, replaced, mayChange, rotate }: Props) {
  const [open, setOpen] = useState(false);
  if (replaced && !open) return null;
  const trigger = (
    <BarredButton size="small" because={mayChange ? undefined : "Only admins and owners change keys."} aria-label={`Rotate ${name}`}>
      Rotate
    </BarredButton>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={`Rotate “${name}”`}
      description="A new key with the same permissions takes its place."
    >
      {open && <RotateForm id={id} name={name} rotate={rotate} />}
    </Dialog>
  );
}

function RotateForm({ id, name, rotate }: Pick<Props, "id" | "name" | "rotate">) {
  const { onSubmit, pending, data, errorOf, message } = useForm((said) => rotate({ ...said, id }));
  if (data) return <MadeKey text={data.text} />;
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Name of the new key" error={errorOf("name")}>
        <Input name="name" defaultValue={`${name.slice(0, 54)} (new)`} autoComplete="off" required />
      </Field>
      <Field label={`“${name}” works on`} error={errorOf("overlap")}>
        <Select name="overlap" options={OVERLAPS} />
      </Field>
      <FormMessage message={message} />
      <DialogActions>
        <DialogClose />
        <Button type="submit" variant="primary" pending={pending}>
          Make the new key
        </Button>
      </DialogActions>
    </form>
  );
}
