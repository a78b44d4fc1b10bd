import Form from "next/form";
import { skipWords } from "@/components/broadcasts/skip-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PeopleOutcome } from "@/lib/broadcasts/schema";
import { SKIP_REASONS } from "@/lib/messages/schema";

const BEFORE: PeopleOutcome[] = ["will_receive", "skipped"];
const AFTER: PeopleOutcome[] = [
  "sent",
  "delivered",
  "unreported",
  "opened",
  "clicked",
  "unsubscribed",
  "bounced",
  "complained",
  "failed",
  "uncertain",
  "waiting",
  "skipped",
];
const WORDS: Record<PeopleOutcome, string> = {
  will_receive: "Will get it",
  waiting: "Waiting",
  sent: "Sent",
  unreported: "Sent, nothing more reported",
  delivered: "Delivered",
  opened: "Opened",
  opened_by_machines_only: "Opened by machines only",
  clicked: "Clicked",
  clicked_by_machines_only: "Clicked by machines only",
  unsubscribed: "Unsubscribed through this email",
  bounced: "Bounced",
  complained: "Reported as spam",
  failed: "Failed",
  uncertain: "Uncertain",
  skipped: "Skipped",
};

type Props = { path: string; outcome: PeopleOutcome | undefined; reason: string | undefined; begun: boolean };

/** Narrows the people down to what became of them, and those who were left out to why, by the page's address. */
export const PeopleFilter = ({ path, outcome, reason, begun }: Props) => (
  <Form action={path} className="mb-4 flex flex-wrap items-end gap-3">
    <Field label="Status" className="w-56">
      <Select
        name="outcome"
        defaultValue={outcome ?? ""}
        key={`outcome-${outcome}`}
        options={[
          { value: "", label: "Anything" },
          ...withAsked(begun ? AFTER : BEFORE, outcome).map((value) => ({ value, label: WORDS[value] })),
        ]}
      />
    </Field>
    {outcome === "skipped" && (
      <Field label="Reason" className="w-72">
        <Select
          name="reason"
          defaultValue={reason ?? ""}
          key={`reason-${reason}`}
          options={[
            { value: "", label: "Any" },
            ...withAsked<string>(SKIP_REASONS, reason).map((value) => ({ value, label: asLabel(skipWords(value)) })),
          ]}
        />
      </Field>
    )}
    <Button type="submit">Show</Button>
  </Form>
);

/** What can be chosen, and what is asked for now, so that it is always in sight. */
const withAsked = <T extends string>(offered: readonly T[], asked: T | undefined): readonly T[] =>
  asked === undefined || offered.includes(asked) ? offered : [...offered, asked];

const asLabel = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
