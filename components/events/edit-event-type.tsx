"use client";

import { useState } from "react";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { ColourChoice } from "@/components/ui/colour";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { EventType } from "@/lib/events/catalogue/schema";
import type { ActionResult } from "@/lib/web/action";

type Said = { name: string; description: string | null; colour: string };
type Props = { type: EventType; mayEdit: boolean; update: (said: Said) => Promise<ActionResult<unknown>> };

/** Changes what people read of an event. */
export function EditEventType({ type, mayEdit, update }: Props) {
  const [open, setOpen] = useState(false);
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const description = String(form.get("description")) || null;
    const result = await update({ name: type.name, description, colour: String(form.get("colour")) });
    if (!result.ok) return result;
    setOpen(false);
    toast("Event saved");
    return null;
  });
  const because = barredUnless(mayEdit) ?? (type.firstSeenAt ? undefined : "It can be described once it has happened.");
  const trigger = <BarredButton because={because}>Edit event</BarredButton>;
  return (
    <Dialog trigger={trigger} title={`Edit “${type.name}”`} open={open} onOpenChange={setOpen}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Description" description="For your team; customers never see it." error={result?.fields?.description?.[0]}>
          <Textarea name="description" defaultValue={type.description ?? ""} rows={2} maxLength={500} />
        </Field>
        <ColourChoice chosen={type.colour} />
        {result && !result.fields && (
          <p role="alert" className="text-bad">
            {result.message}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Save event
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
