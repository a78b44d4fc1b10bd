"use client";

import { useState } from "react";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { FORMATS, formatsOf } from "@/lib/traits/formats/schema";
import type { ListedTrait } from "@/lib/traits/schema";
import type { ActionResult } from "@/lib/web/action";

type Said = { key: string; label: string | null; description: string | null; format: string | null };
type Props = { trait: ListedTrait; mayEdit: boolean; update: (said: Said) => Promise<ActionResult<unknown>> };

/** Changes what people read for a trait. The key is how senders speak of it and stays. */
export function EditTrait({ trait, mayEdit, update }: Props) {
  const [open, setOpen] = useState(false);
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const text = (name: string) => String(form.get(name) ?? "").trim() || null;
    const result = await update({ key: trait.key, label: text("label"), description: text("description"), format: text("format") });
    if (!result.ok) return result;
    setOpen(false);
    toast("Trait saved");
    return null;
  });
  const formats = formatsOf(trait.type).map((format) => ({ value: format, label: FORMATS[format].label }));
  const trigger = <BarredButton because={barredUnless(mayEdit)}>Edit trait</BarredButton>;
  return (
    <Dialog trigger={trigger} title={`Edit “${trait.key}”`} open={open} onOpenChange={setOpen}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Label" description="What your team reads instead of the key." error={result?.fields?.label?.[0]}>
          <Input name="label" defaultValue={trait.label ?? ""} placeholder={trait.key} maxLength={80} autoComplete="off" />
        </Field>
        <Field label="Description" error={result?.fields?.description?.[0]}>
          <Textarea name="description" defaultValue={trait.description ?? ""} rows={2} maxLength={500} />
        </Field>
        <Field label="Show values as" error={result?.fields?.format?.[0]}>
          <Select name="format" options={[{ value: "", label: "As stored" }, ...formats]} defaultValue={trait.format ?? ""} />
        </Field>
        {result && !result.fields && (
          <p role="alert" className="text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Save trait
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
