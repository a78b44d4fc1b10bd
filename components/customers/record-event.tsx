"use client";

import { Radio } from "lucide-react";
import { useState } from "react";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

type Said = { customer: string; name: string; properties: string };
type Props = { customer: string; mayEdit: boolean; save: (said: Said) => Promise<ActionResult<unknown>> };

/** Records an event by hand. It starts what such an event starts, and says so. */
export function RecordEvent({ customer, mayEdit, save }: Props) {
  const [open, setOpen] = useState(false);
  const {
    result: failed,
    pending,
    onSubmit,
  } = useSubmit(async (form) => {
    const result = await save({ customer, name: String(form.get("name")), properties: String(form.get("properties")) });
    if (!result.ok) return result;
    setOpen(false);
    toast("Event recorded");
    return null;
  });
  const trigger = (
    <BarredButton because={barredUnless(mayEdit)}>
      <Radio aria-hidden />
      Record event
    </BarredButton>
  );
  return (
    <Dialog
      trigger={trigger}
      title="Record an event"
      description="It counts as if they had done it: segments update, and the automations it triggers start."
      open={open}
      onOpenChange={setOpen}
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Event" error={failed?.fields?.name?.[0]}>
          <Input name="name" required autoComplete="off" placeholder="Signed Up" />
        </Field>
        <Field label="Properties" description="A JSON object, or nothing." error={failed?.fields?.properties?.[0]}>
          <Textarea name="properties" className="font-mono text-xs" placeholder='{ "plan": "pro" }' />
        </Field>
        {failed && !failed.fields && (
          <p role="alert" className="text-bad">
            {failed.message}
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Record event
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
