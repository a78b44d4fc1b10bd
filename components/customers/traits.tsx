"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { ShownProfile, TraitValue } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/web/action";

type Edit = (said: { id: string; key: string; value: string | null }) => Promise<ActionResult<unknown>>;
type Props = { customer: string; traits: ShownProfile["traits"]; mayEdit: boolean; edit: Edit };

/** What is known of a person, by key. Values are shown as they are kept. */
export function TraitTable({ customer, traits, mayEdit, edit }: Props) {
  if (traits.length === 0) return <p className="text-soft">None yet.</p>;
  return (
    <dl className="divide-y divide-line">
      {traits.map(({ key, value, changedAt }) => (
        <div
          key={key}
          className="group flex min-h-9 items-start gap-3 py-1.5"
          title={changedAt ? `Told ${changedAt.toISOString()}` : undefined}
        >
          <dt className="w-2/5 shrink-0 break-words text-soft">{key}</dt>
          <dd className="flex min-w-0 flex-1 items-start justify-between gap-2">
            <span className="min-w-0 whitespace-pre-wrap break-words">{shown(value)}</span>
            {mayEdit && <EditTrait customer={customer} name={key} value={value} edit={edit} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const shown = (value: TraitValue) => (typeof value === "string" ? value : JSON.stringify(value, null, 1));
/** As it is typed: a text that would read as a number or the like is quoted, so saving it unchanged changes nothing. */
function typed(value: TraitValue): string {
  if (typeof value !== "string") return JSON.stringify(value);
  try {
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
}

export function AddTrait({ customer, edit }: { customer: string; edit: Edit }) {
  const trigger = (
    <Button size="small" variant="quiet">
      <Plus aria-hidden />
      Add trait
    </Button>
  );
  return <TraitDialog trigger={trigger} title="Add a trait" customer={customer} edit={edit} />;
}

function EditTrait({ customer, name, value, edit }: { customer: string; name: string; value: TraitValue; edit: Edit }) {
  const trigger = (
    <Button size="small" variant="quiet" aria-label={`Edit ${name}`} className="-my-0.5 px-1 text-soft">
      <Pencil aria-hidden className="size-3.5!" />
    </Button>
  );
  return <TraitDialog trigger={trigger} title={`Edit ${name}`} customer={customer} name={name} value={typed(value)} edit={edit} />;
}

type DialogProps = {
  trigger: Parameters<typeof Dialog>[0]["trigger"] & object;
  title: string;
  customer: string;
  name?: string;
  value?: string;
  edit: Edit;
};

function TraitDialog({ trigger, title, customer, name, value = "", edit }: DialogProps) {
  const [open, setOpen] = useState(false);
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const key = name ?? String(form.get("key"));
    const isGoing = form.get("remove") === "yes";
    const result = await edit({ id: customer, key, value: isGoing ? null : String(form.get("value")) });
    if (!result.ok) return result;
    setOpen(false);
    toast(isGoing ? `Removed ${key}` : `Saved ${key}`);
    return null;
  });
  const fields = result?.fields;
  return (
    <Dialog trigger={trigger} title={title} open={open} onOpenChange={setOpen}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        {name === undefined && (
          <Field label="Name" error={fields?.key?.[0]}>
            <Input name="key" required autoComplete="off" />
          </Field>
        )}
        <Field label="Value" description="A text, a number, true, false, or JSON." error={fields?.value?.[0]}>
          <Textarea name="value" defaultValue={value} rows={2} />
        </Field>
        {result && !fields?.key && !fields?.value && (
          <p role="alert" className="text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          {name !== undefined && (
            <Button variant="danger" className="mr-auto" pending={pending} name="remove" value="yes" type="submit">
              Remove trait
            </Button>
          )}
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Save trait
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
