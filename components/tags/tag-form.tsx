"use client";

import type { ReactElement } from "react";
import { Button } from "@/components/ui/button";
import { ColourChoice } from "@/components/ui/colour";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useSubmit } from "@/components/ui/use-submit";
import { type Colour, DEFAULT_COLOUR } from "@/lib/colours/schema";
import { LONGEST_TAG, type ListedTag } from "@/lib/tags/schema";
import type { ActionResult } from "@/lib/web/action";

export type SaidTag = { name: string; colour: Colour; description: string | null };
type Props = {
  trigger?: ReactElement<Record<string, unknown>>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  tag?: Pick<ListedTag, "name" | "colour" | "description">;
  save: (said: SaidTag) => Promise<ActionResult<unknown>>;
  done: (name: string) => void;
};

/** Makes a tag or changes one: what it is called, what it is for, and its colour. */
export function TagForm({ trigger, open, onOpenChange, tag, save, done }: Props) {
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const name = String(form.get("name"));
    const description = String(form.get("description")) || null;
    const result = await save({ name, colour: String(form.get("colour")) as Colour, description });
    if (!result.ok) return result;
    onOpenChange(false);
    done(name);
    return null;
  });
  return (
    <Dialog {...(trigger && { trigger })} title={tag ? `Edit “${tag.name}”` : "New tag"} open={open} onOpenChange={onOpenChange}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Name" error={result?.fields?.name?.[0]}>
          <Input name="name" defaultValue={tag?.name} required maxLength={LONGEST_TAG} autoComplete="off" />
        </Field>
        <Field label="Description" description="For your team; customers never see it." error={result?.fields?.description?.[0]}>
          <Textarea name="description" defaultValue={tag?.description ?? ""} rows={2} maxLength={500} />
        </Field>
        <ColourChoice chosen={tag?.colour ?? DEFAULT_COLOUR} />
        {result && !result.fields && (
          <p role="alert" className="text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            {tag ? "Save tag" : "Create tag"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
