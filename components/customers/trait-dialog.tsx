"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { asJson, asTyped, KINDS, type Kind, kindOf } from "@/components/customers/trait-kinds";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-time";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { ShownTraitValue } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/web/action";

type Edit = (said: { id: string; key: string; value: string | null }) => Promise<ActionResult<unknown>>;

type Customer = { customer: string; mayEdit: boolean; edit: Edit };

export function AddTrait({ customer, mayEdit, edit }: Customer) {
  const trigger = (
    <BarredButton size="small" variant="quiet" because={barredUnless(mayEdit)}>
      <Plus aria-hidden />
      Add trait
    </BarredButton>
  );
  return <TraitDialog trigger={trigger} title="Add a trait" customer={customer} edit={edit} />;
}

export function EditTrait({ customer, trait, mayEdit, edit }: Customer & { trait: ShownTraitValue }) {
  const [label, because] = [`Edit ${trait.label ?? trait.key}`, barredUnless(mayEdit)];
  const trigger = (
    <BarredButton size="small" variant="quiet" aria-label={label} because={because} className="-my-0.5 px-1 text-soft">
      <Pencil aria-hidden className="size-3.5!" />
    </BarredButton>
  );
  return <TraitDialog trigger={trigger} title={label} customer={customer} trait={trait} edit={edit} />;
}

type Props = {
  trigger: Parameters<typeof Dialog>[0]["trigger"] & object;
  title: string;
  customer: string;
  trait?: ShownTraitValue;
  edit: Edit;
};
type Wrong = { message: string; fields?: Record<string, string[] | undefined> };

const KIND_OPTIONS = Object.entries(KINDS).map(([value, label]) => ({ value, label }));
const UNREADABLE: Wrong = { message: "Check the value.", fields: { value: ["That cannot be read as this kind of value."] } };

function TraitDialog({ trigger, title, customer, trait, edit }: Props) {
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>(trait ? kindOf(trait) : "text");
  const { result, pending, onSubmit } = useSubmit(async (form): Promise<Wrong | null> => {
    const key = trait?.key ?? String(form.get("key"));
    const value = asJson(String(form.get("value")), kind);
    if (value === null) return UNREADABLE;
    const result = await edit({ id: customer, key, value });
    if (!result.ok) return result;
    setOpen(false);
    toast(`Saved ${key}`);
    return null;
  });
  return (
    <Dialog trigger={trigger} title={title} open={open} onOpenChange={setOpen}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {!trait && (
          <Field label="Name" error={result?.fields?.key?.[0]}>
            <Input name="key" required autoComplete="off" />
          </Field>
        )}
        <Field label="Kind">
          <Select options={KIND_OPTIONS} value={kind} onChange={(event) => setKind(event.target.value as Kind)} />
        </Field>
        <Field label="Value" error={result?.fields?.value?.[0]}>
          <ValueBox key={kind} kind={kind} typed={trait ? asTyped(trait.value, kind) : ""} isFirst={trait !== undefined} />
        </Field>
        {result && !result.fields && (
          <p role="alert" className="text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          {trait && <RemoveTrait remove={() => edit({ id: customer, key: trait.key, value: null })} name={trait.key} done={setOpen} />}
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Save trait
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type RemoveProps = { name: string; remove: () => ReturnType<Edit>; done: (open: false) => void };

/** Not sent with the form: Enter in one of its fields presses the first button that sends it. */
function RemoveTrait({ name, remove, done }: RemoveProps) {
  const { pending, failure, run } = useCommand();
  const gone = () => {
    done(false);
    toast(`Removed ${name}`);
  };
  return (
    <span className="mr-auto">
      <Button variant="danger" pending={pending} onClick={() => run(remove, gone)}>
        Remove trait
      </Button>
      {failure && (
        <span role="alert" className="block text-bad text-sm">
          {failure.message}
        </span>
      )}
    </span>
  );
}

const FLAGS = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** The control that suits a kind of value. */
function ValueBox({ kind, typed, isFirst }: { kind: Kind; typed: string; isFirst: boolean }) {
  const first = isFirst ? { "data-first": true } : {};
  if (kind === "flag") return <Select {...first} name="value" options={FLAGS} defaultValue={typed === "false" ? "false" : "true"} />;
  if (kind === "number") return <Input {...first} name="value" type="number" step="any" defaultValue={typed} />;
  if (kind === "day") return <DateInput {...first} name="value" defaultValue={typed} />;
  return <Textarea {...first} name="value" defaultValue={typed} rows={2} className={kind === "json" ? "font-mono text-xs" : undefined} />;
}
