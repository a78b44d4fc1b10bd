"use client";

import { useCallback, useEffect, useState } from "react";
import { EmailFrame } from "@/components/messages/email-view";
import { FindPerson, type Person } from "@/components/templates/find-person";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Seen = { subject: string; text: string; missing: string[] };
export type PreviewProps = {
  id: string;
  /** Where the email is served by itself; `?customer=` says as whom. */
  frame: string;
  settle: () => Promise<boolean>;
  preview: (input: { id: string; customer?: string | undefined }) => Promise<ActionResult<Seen>>;
  findPeople: (input: { q: string }) => Promise<ActionResult<Person[]>>;
};

const VIEWS = [
  ["desktop", "Desktop"],
  ["mobile", "Mobile"],
  ["text", "Plain text"],
] as const;

/** The email as one customer would get it, made by the same way as what is sent. */
export function PreviewPane({ id, frame, settle, preview, findPeople }: PreviewProps) {
  const [person, setPerson] = useState<Person | null>(null);
  const [view, setView] = useState<(typeof VIEWS)[number][0]>("desktop");
  const [result, setResult] = useState<ActionResult<Seen>>();
  const customer = person?.id;
  const look = useCallback(async () => {
    await settle();
    setResult(await preview({ id, customer }));
  }, [settle, preview, id, customer]);
  useEffect(() => void look(), [look]);

  const seen = result?.ok ? result.data : undefined;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <FindPerson person={person} choose={setPerson} find={findPeople} />
      <fieldset className="flex gap-1">
        <legend className="sr-only">How to look at it</legend>
        {VIEWS.map(([value, label]) => (
          <Button
            key={value}
            size="small"
            variant={view === value ? "secondary" : "quiet"}
            aria-pressed={view === value}
            onClick={() => setView(value)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      {result && !result.ok && (
        <p role="alert" className="text-bad text-sm">
          {result.message}
        </p>
      )}
      {seen && <Facts {...seen} />}
      {seen && view === "text" && (
        <pre className="overflow-x-auto rounded-thing border border-line bg-sunk p-4 font-mono text-xs whitespace-pre-wrap">
          {seen.text}
        </pre>
      )}
      {seen && view !== "text" && (
        <EmailFrame title="Preview" src={customer ? `${frame}?customer=${customer}` : frame} width={view === "mobile" ? 375 : 640} />
      )}
    </div>
  );
}

const Facts = ({ subject, missing }: Seen) => (
  <div className="grid gap-1 text-sm">
    <p>
      <span className="text-soft voice-label">Subject</span> {subject}
    </p>
    {missing.length > 0 && (
      <p role="note" className="text-warn">
        Has no value for this person, and no word to stand in for it: {missing.join(", ")}
      </p>
    )}
  </div>
);
