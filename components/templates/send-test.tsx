"use client";

import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import type { Person } from "@/components/templates/find-person";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Status } from "@/components/ui/status";
import type { TestResult } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

export type SendTestTo = (input: { id: string; to: string[]; customer?: string | undefined }) => Promise<ActionResult<TestResult[]>>;
type Props = {
  /** Addresses of the members, one's own first. */
  members: readonly string[];
  person: Person | null;
  send: (said: { to: string[]; customer?: string | undefined }) => Promise<ActionResult<TestResult[]>>;
};

/** Sends what is on the screen to members of the project, and tells what became of each. */
export function SendTestDialog({ members, person, send }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(members.slice(0, 1));
  const [results, setResults] = useState<TestResult[] | null>(null);
  const { pending, failure, run } = useCommand();
  const choose = (address: string, is: boolean) =>
    setChosen((before) => (is ? [...before, address] : before.filter((each) => each !== address)));
  return (
    <Dialog
      trigger={<Button>Send test</Button>}
      onOpenChange={() => setResults(null)}
      title="Send a test"
      description={`As ${person?.email ?? "Ada, a made-up person,"} would get it; choose somebody else under Preview. The subject begins with [Test], and it counts for no customer.`}
    >
      <fieldset className="grid max-h-60 gap-1 overflow-y-auto py-1">
        <legend className="mb-1 text-sm voice-label">To</legend>
        {members.map((address) => (
          <Checkbox key={address} checked={chosen.includes(address)} onCheckedChange={(is) => choose(address, is)}>
            <span className="text-sm">{address}</span>
          </Checkbox>
        ))}
      </fieldset>
      <div aria-live="polite" className="mt-3 empty:mt-0">
        {results && <Results results={results} />}
        {failure && (
          <p role="alert" className="text-bad">
            {failure.message}
          </p>
        )}
      </div>
      <DialogActions>
        <DialogClose>{results ? "Close" : "Cancel"}</DialogClose>
        <BarredButton
          variant="primary"
          pending={pending}
          because={chosen.length === 0 ? "Choose who gets it." : chosen.length > 10 ? "Choose 10 people at most." : undefined}
          onClick={() => run(() => send({ to: [...chosen], customer: person?.id }), setResults)}
        >
          {chosen.length > 1 ? `Send test to ${chosen.length} people` : "Send test"}
        </BarredButton>
      </DialogActions>
    </Dialog>
  );
}

const Results = ({ results }: { results: readonly TestResult[] }) => (
  <ul className="grid gap-1">
    {results.map(({ to, state, reason }) => (
      <li key={to} className="text-sm">
        <Status tone={state === "sent" ? "good" : state === "claimed" ? "waiting" : "bad"}>
          {state === "sent" ? `Test sent to ${to}` : state === "claimed" ? `Not accepted yet for ${to}` : `Not sent to ${to}`}
        </Status>
        {reason && <p className="text-soft">{reason}</p>}
      </li>
    ))}
  </ul>
);
