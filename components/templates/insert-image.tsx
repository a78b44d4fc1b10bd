"use client";

import { ImagePlus } from "lucide-react";
import { useState } from "react";
import type { Insertable } from "@/components/templates/canvas";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Puts a picture from the web where the cursor is. Who cannot see it gets its words. */
export function InsertImage({ insert }: { insert: ((node: Insertable) => void) | undefined }) {
  const [open, setOpen] = useState(false);
  const submit = (form: FormData) => {
    insert?.({ type: "image", attrs: { src: String(form.get("src")).trim(), alt: String(form.get("alt")).trim() } });
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button disabled={!insert}>
          <ImagePlus aria-hidden />
          Insert picture
        </Button>
      }
      title="Insert a picture"
    >
      <form action={submit} className="grid gap-4">
        <Field label="Address" description="It is loaded from there by whoever opens the email.">
          <Input name="src" type="url" required placeholder="https://…" autoComplete="off" />
        </Field>
        <Field label="What it shows" description="Read out, and shown where pictures are off.">
          <Input name="alt" required maxLength={200} autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit">
            Insert picture
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
