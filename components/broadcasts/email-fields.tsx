"use client";

import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import type { Change, Draft } from "@/components/broadcasts/use-draft";
import { EmailFrame } from "@/components/messages/email-view";
import { FindPerson, type Person } from "@/components/templates/find-person";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

export type EmailChoices = { templates: readonly { id: string; name: string; subject: string }[]; smartSendingDays: number };
export type EmailCommands = {
  findPeople: (input: { q: string }) => Promise<ActionResult<Person[]>>;
  sendTest: (input: {
    id: string;
    customer?: string | undefined;
  }) => Promise<ActionResult<{ to: string; state: string; reason: string | null }>>;
};
type Props = {
  project: string;
  draft: Draft;
  choices: EmailChoices;
  /** Where the email is served by itself; `?customer=` says as whom. */
  frame: string;
  readOnly: boolean;
  commands: EmailCommands;
  change: (by: Change) => void;
};

/** Which email it is, how it looks to somebody, and how it is sent. */
export function EmailFields({ project, draft, choices, frame, readOnly, commands, change }: Props) {
  const [person, setPerson] = useState<Person | null>(null);
  const [seen, setSeen] = useState(false);
  const template = choices.templates.find(({ id }) => id === draft.templateId);
  const as = person ? `&customer=${person.id}` : "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Field label="Template" description={template && `Example subject: ${template.subject}`} className="max-w-md" disabled={readOnly}>
        <Select
          value={draft.templateId}
          disabled={readOnly}
          onChange={(event) => change({ templateId: event.target.value })}
          options={choices.templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button aria-expanded={seen} onClick={() => setSeen(!seen)}>
          {seen ? "Hide preview" : "Preview"}
        </Button>
        {!readOnly && <TestSend templateId={draft.templateId} customer={person?.id} send={commands.sendTest} />}
        <Link href={`/${project}/templates/${draft.templateId}`} className="self-center text-sm underline">
          Edit the template
        </Link>
      </div>
      {seen && (
        <>
          <FindPerson person={person} choose={setPerson} find={commands.findPeople} />
          <EmailFrame title="Preview of the email" src={`${frame}?template=${draft.templateId}${as}`} width={640} />
        </>
      )}
      <div className="grid gap-2">
        <Checkbox checked={draft.smartSending} disabled={readOnly} onCheckedChange={(smartSending) => change({ smartSending })}>
          <span className="text-sm">{smartSendingOf(choices.smartSendingDays)}</span>
        </Checkbox>
        <Checkbox checked={draft.tracking} disabled={readOnly} onCheckedChange={(tracking) => change({ tracking })}>
          <span className="text-sm">
            Track opens and clicks <span className="text-soft">Adds a tracking pixel and redirects links.</span>
          </span>
        </Checkbox>
      </div>
    </div>
  );
}

function smartSendingOf(days: number): string {
  if (days === 0) return "Smart Sending, which is switched off under Settings, Data";
  return `Smart Sending: skip people who got another email in the last ${days === 1 ? "day" : `${days} days`}`;
}

type TestProps = { templateId: string; customer: string | undefined; send: EmailCommands["sendTest"] };

function TestSend({ templateId, customer, send }: TestProps) {
  const { pending, failure, run } = useCommand();
  const done = ({ to, state, reason }: { to: string; state: string; reason: string | null }) =>
    toast(state === "sent" ? `A test is on its way to ${to}` : `The test was not sent to ${to}`, reason ? { description: reason } : {});
  return (
    <>
      <Button pending={pending} onClick={() => run(() => send({ id: templateId, customer }), done)}>
        Send me a test
      </Button>
      {failure && (
        <p role="alert" className="self-center text-bad text-sm">
          {failure.message}
        </p>
      )}
    </>
  );
}
