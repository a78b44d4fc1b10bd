"use client";

import { useState } from "react";
import { Checklist } from "@/components/broadcasts/checklist";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { MomentField } from "@/components/ui/date-time";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Check } from "@/lib/broadcasts/schema";
import type { ActionResult } from "@/lib/web/action";

export type Send = (input: { id: string; at?: string | undefined; revision: number }) => Promise<ActionResult<void>>;
type Props = {
  id: string;
  name: string;
  /** What the template is called. */
  email: string;
  subject: string;
  people: number;
  /** The checks that are not good. */
  doubts: readonly Check[];
  disabled: boolean;
  revision: () => number;
  send: Send;
};

const NUMBER = new Intl.NumberFormat("en");

/** The last question: to how many, with which subject, and when; what the checks doubt is said once more. */
export function SendDialog({ id, name, email, subject, people, doubts, disabled, revision, send }: Props) {
  const [open, setOpen] = useState(false);
  const [when, setWhen] = useState<"now" | "later">("now");
  const [at, setAt] = useState("");
  const { pending, failure, run } = useCommand();
  const to = people === 1 ? "1 person" : `${NUMBER.format(people)} people`;
  const verb = when === "now" ? `Send to ${to}` : `Schedule for ${to}`;
  const done = () => {
    setOpen(false);
    toast(when === "now" ? `“${name}” is on its way` : `“${name}” is scheduled`);
  };
  const submit = () => run(() => send({ id, revision: revision(), ...(when === "later" && { at }) }), done);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" disabled={disabled}>
          Send or schedule…
        </Button>
      }
      title={`Send “${name}”`}
    >
      <dl className="mb-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">To</dt>
        <dd>
          <span className="text-people">{to}</span>, as of now
        </dd>
        <dt className="text-soft">Email</dt>
        <dd className="break-words">{email}</dd>
        <dt className="text-soft">Example subject</dt>
        <dd className="break-words">{subject}</dd>
      </dl>
      {doubts.length > 0 && (
        <div className="mb-4">
          <Checklist checks={doubts} label="To check before sending" />
        </div>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="When">
          <Select
            value={when}
            onChange={(event) => setWhen(event.target.value === "later" ? "later" : "now")}
            options={[
              { value: "now", label: "Now" },
              { value: "later", label: "Later" },
            ]}
          />
        </Field>
        {when === "later" && <MomentField label="Date and time" onChoose={setAt} />}
      </div>
      {failure && (
        <p role="alert" className="mt-3 text-bad text-sm">
          {Object.values(failure.fields ?? {})[0]?.[0] ?? failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose />
        <Button variant="primary" pending={pending} disabled={when === "later" && at === ""} onClick={submit}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
