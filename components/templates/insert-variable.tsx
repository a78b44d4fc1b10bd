"use client";

import { Braces } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Insertable } from "@/components/templates/canvas";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Loaded when the dialog is opened: finding by typing is the heaviest of our controls. */
const Combobox = dynamic(() => import("@/components/ui/combobox").then(({ Combobox }) => Combobox), { ssr: false });

/** What every customer and project has. Traits a project has seen come after. */
const ALWAYS = [
  ["customer.first_name", "First name"],
  ["customer.last_name", "Last name"],
  ["customer.email", "Email address"],
  ["project.name", "Name of your project"],
  ["event.name", "Name of the triggering event"],
] as const;

const plain = (key: string) => /^[a-z_][\w-]*$/i.test(key);
const pathOf = (key: string) => (plain(key) ? `customer.${key}` : `customer.traits[${JSON.stringify(key)}]`);

type Props = { traits: string[]; insert: ((node: Insertable) => void) | undefined };

/** Puts something about the person where the cursor is, with a word for those of whom it is not known. */
export function InsertVariable({ traits, insert }: Props) {
  const [open, setOpen] = useState(false);
  const known = new Set<string>(ALWAYS.map(([path]) => path));
  const options = [
    ...ALWAYS.map(([value, label]) => ({ value, label })),
    ...traits.map((key) => ({ value: pathOf(key), label: key })).filter(({ value }) => !known.has(value)),
  ];
  const first = options[0]?.value ?? "";
  const submit = (form: FormData) => {
    const path = form.get("path") ?? first; // before the list is there
    insert?.({ type: "variable", attrs: { path: String(path), fallback: String(form.get("fallback")).trim() } });
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button disabled={!insert}>
          <Braces aria-hidden />
          Insert variable
        </Button>
      }
      title="Insert a variable"
    >
      <form action={submit} className="grid gap-4">
        <Field label="What">
          <Combobox autoFocus name="path" options={options} defaultValue={first} />
        </Field>
        <Field label="Fallback, when it is not known" description="Empty leaves a gap, and the message gets a warning.">
          <Input name="fallback" maxLength={120} placeholder="there" autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit">
            Insert variable
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
