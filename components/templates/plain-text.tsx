"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type Props = { text: string | null | undefined; change: (text: string | null) => void };

/** The plain part of an email: made of it, or in one's own words. */
export function PlainText({ text, change }: Props) {
  const isOwn = typeof text === "string";
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-soft">
        Every email also has a plain text, for watches, screen readers and those who prefer it. It is generated from the email; see it under
        Preview.
      </p>
      <Checkbox checked={isOwn} onCheckedChange={(own) => change(own ? "" : null)}>
        <span className="text-sm">Write my own</span>
      </Checkbox>
      {isOwn && (
        <Field label="Plain text" description="Liquid works here too. An unsubscribe line is added at the end unless there is one.">
          <Textarea rows={16} value={text} maxLength={100_000} className="font-mono" onChange={(event) => change(event.target.value)} />
        </Field>
      )}
    </div>
  );
}
