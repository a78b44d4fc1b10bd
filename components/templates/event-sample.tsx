"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useSubmit } from "@/components/ui/use-submit";

export type Happened = { name: string; properties: Record<string, unknown> };
type Props = { event: Happened | undefined; sample: Happened; change: (event: Happened | undefined) => void };

const UNREADABLE = { message: "Check the properties.", fields: { properties: ['Write a JSON object, such as { "plan": "pro" }.'] } };

/** What began the email, for previews of one that speaks of `event`: an order that is made up, or any other event. */
export function EventSample({ event, sample, change }: Props) {
  const [open, setOpen] = useState(false);
  const { name, properties } = event ?? sample;
  const { result: wrong, onSubmit } = useSubmit(async (form) => {
    const read = objectIn(String(form.get("properties")));
    if (!read) return UNREADABLE;
    change({ name: String(form.get("name")), properties: read });
    setOpen(false);
    return null;
  });
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-soft">
        Triggered by <span className="text-ink">{name}</span>
        {event ? "" : ", a made-up event"}
      </span>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={<Button size="small">Change the event</Button>}
        title="Triggering event"
        description="Emails of automations can use the event: {{ event.plan }} is its property “plan”."
      >
        <form onSubmit={onSubmit} className="grid gap-4">
          <Field label="Event">
            <Input name="name" required maxLength={200} defaultValue={name} autoComplete="off" />
          </Field>
          <Field label="Properties" error={wrong?.fields.properties[0]}>
            <Textarea name="properties" rows={10} className="font-mono" defaultValue={JSON.stringify(properties, null, 2)} />
          </Field>
          <DialogActions>
            <DialogClose />
            <Button variant="primary" type="submit">
              Use this event
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </p>
  );
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
