"use client";

import { useState } from "react";
import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { GrantPicker } from "@/components/settings/grant-picker";
import { MadeKey } from "@/components/settings/made-key";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { KeyKind, KeyScope } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Made = { id: string; text: string };
type Create = (said: unknown) => Promise<ActionResult<Made>>;
type Props = { pickable: readonly string[]; create: Create };

const KINDS: { value: KeyKind; label: string }[] = [
  { value: "secret", label: "Secret: for your own servers" },
  { value: "application", label: "Application: for a third-party program" },
  { value: "public", label: "Public: for websites and apps, sends data only" },
];
const SCOPES: { value: KeyScope; label: string }[] = [
  { value: "everything", label: "Full access" },
  { value: "read", label: "Read only" },
  { value: "custom", label: "Custom" },
];

/** Asks what the key is for; then shows its text, once. Closing forgets it. */
export function NewKeyDialog({ mayChange, pickable, create }: Props & { mayChange: boolean }) {
  const [open, setOpen] = useState(false);
  const trigger = (
    <BarredButton variant="primary" because={mayChange ? undefined : "Only admins and owners make keys."}>
      New key
    </BarredButton>
  );
  return (
    <Dialog open={open} onOpenChange={setOpen} title="New key" trigger={trigger}>
      {open && <NewKey pickable={pickable} create={create} />}
    </Dialog>
  );
}

function NewKey({ pickable, create }: Props) {
  const [kind, setKind] = useState<KeyKind>("secret");
  const [scope, setScope] = useState<KeyScope>("everything");
  const [picked, setPicked] = useState<readonly string[]>([]);
  const { onSubmit, pending, data, errorOf, message } = useForm((said) => create({ ...said, grants: picked }));
  if (data) return <MadeKey text={data.text} />;
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Kind" error={errorOf("kind")}>
        <Select name="kind" value={kind} onChange={(event) => setKind(event.target.value as KeyKind)} options={KINDS} />
      </Field>
      <Field label="Name" description="Where it is used, such as “Billing server”." error={errorOf("name")}>
        <Input name="name" autoComplete="off" required />
      </Field>
      {kind !== "public" && (
        <Field label="Permissions" error={errorOf("scope")}>
          <Select name="scope" value={scope} onChange={(event) => setScope(event.target.value as KeyScope)} options={SCOPES} />
        </Field>
      )}
      {kind !== "public" && scope === "custom" && (
        <GrantPicker pickable={pickable} picked={picked} pick={setPicked} error={errorOf("grants")} />
      )}
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
