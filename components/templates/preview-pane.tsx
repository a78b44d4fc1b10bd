"use client";

import { useCallback, useEffect, useState } from "react";
import { EmailFrame } from "@/components/messages/email-view";
import { EventSample, type Happened } from "@/components/templates/event-sample";
import { Findings } from "@/components/templates/findings";
import { FindPerson, type Person } from "@/components/templates/find-person";
import { Button } from "@/components/ui/button";
import type { SeenEmail } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

export type PreviewProps = {
  id: string;
  /** Where the email is served by itself; `?customer=` says as whom. */
  frame: string;
  /** What began the email, unless another event is chosen. */
  sampleEvent: Happened;
  person: Person | null;
  choose: (person: Person | null) => void;
  event: Happened | undefined;
  changeEvent: (event: Happened | undefined) => void;
  settle: () => Promise<boolean>;
  preview: (input: { id: string; customer?: string | undefined; event?: Happened | undefined }) => Promise<ActionResult<SeenEmail>>;
  findPeople: (input: { q: string }) => Promise<ActionResult<Person[]>>;
};

const VIEWS = [
  ["desktop", "Desktop"],
  ["mobile", "Mobile"],
  ["text", "Plain text"],
] as const;

/** The email as one customer would get it, made by the same way as what is sent, with what is to be said of it. */
export function PreviewPane({ id, frame, sampleEvent, person, choose, settle, preview, findPeople, ...rest }: PreviewProps) {
  const { event, changeEvent } = rest;
  const [view, setView] = useState<(typeof VIEWS)[number][0]>("desktop");
  const [isDark, setDark] = useState(false);
  const [result, setResult] = useState<ActionResult<SeenEmail>>();
  const customer = person?.id;
  const look = useCallback(async () => {
    await settle();
    setResult(await preview({ id, customer, event }));
  }, [settle, preview, id, customer, event]);
  useEffect(() => void look(), [look]);

  const seen = result?.ok ? result.data : undefined;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <FindPerson person={person} choose={choose} find={findPeople} />
      <EventSample event={event} sample={sampleEvent} change={changeEvent} />
      <fieldset className="flex flex-wrap gap-1">
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
        <Button size="small" variant={isDark ? "secondary" : "quiet"} aria-pressed={isDark} onClick={() => setDark(!isDark)}>
          Dark
        </Button>
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
        <>
          <EmailFrame title="Preview" src={addressOf(frame, { customer, event, isDark })} width={view === "mobile" ? 375 : 640} />
          {isDark && <p className="text-soft text-sm">An approximation of dark mode: each email program darkens in its own way.</p>}
        </>
      )}
      {seen && <Findings findings={seen.findings} />}
    </div>
  );
}

function addressOf(
  frame: string,
  { customer, event, isDark }: { customer: string | undefined; event: Happened | undefined; isDark: boolean },
) {
  const asked = new URLSearchParams();
  if (customer) asked.set("customer", customer);
  if (event) asked.set("event", JSON.stringify(event));
  if (isDark) asked.set("scheme", "dark");
  return `${frame}?${asked}`;
}

const Facts = ({ subject, missing }: SeenEmail) => (
  <div className="grid gap-1 text-sm">
    <p>
      <span className="text-soft voice-label">Subject</span> {subject}
    </p>
    {missing.length > 0 && (
      <p role="note" className="text-warn">
        No value for this person, and no fallback: {missing.join(", ")}
      </p>
    )}
  </div>
);
