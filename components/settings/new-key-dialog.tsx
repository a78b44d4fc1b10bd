"use client";

import { useState } from "react";
import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { SecretOnce } from "@/components/settings/secret-once";
import { Button } from "@/components/ui/button";
import { Copy } from "@/components/ui/copy";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/web/action";

type Made = { id: string; text: string };
type Create = (said: unknown) => Promise<ActionResult<Made>>;

const KINDS = [
  { value: "secret", label: "Secret: for your servers, reads and writes" },
  { value: "public", label: "Public: for websites and apps, only reports" },
];

/** Asks what the key is for; then shows its text, once. Closing forgets it. */
export function NewKeyDialog({ mayChange, create }: { mayChange: boolean; create: Create }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-[60ch] text-soft">
        Programs prove with a key which project they mean. A public key can only report what happened.
      </p>
      <Dialog open={open} onOpenChange={setOpen} title="New key" trigger={<Button disabled={!mayChange}>New key</Button>}>
        {open && <NewKey create={create} />}
      </Dialog>
    </div>
  );
}

function NewKey({ create }: { create: Create }) {
  const { onSubmit, pending, data, errorOf, message } = useForm(create);
  if (data) return <Made {...data} />;
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Kind" error={errorOf("kind")}>
        <Select name="kind" options={KINDS} />
      </Field>
      <Field label="Name" description="Where it is used, such as “Billing server”." error={errorOf("name")}>
        <Input name="name" autoComplete="off" required />
      </Field>
      <FormMessage message={message} />
      <DialogActions>
        <DialogClose />
        <Button type="submit" variant="primary" pending={pending}>
          Create key
        </Button>
      </DialogActions>
    </form>
  );
}

const Made = ({ text }: Made) => (
  <div role="status">
    {text.startsWith("sk_") ? <SecretOnce text={text} /> : <Copy shown text={text} label="Copy the public key" />}
    <DialogActions>
      <DialogClose>Done</DialogClose>
    </DialogActions>
  </div>
);
