import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PeopleOutcome } from "@/lib/broadcasts/schema";

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
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Complained",
  failed: "Failed",
  uncertain: "Uncertain",
  skipped: "Skipped",
};

/** Narrows the people down to what became of them, by the page's address. */
export const PeopleFilter = ({ path, outcome, begun }: { path: string; outcome: PeopleOutcome | undefined; begun: boolean }) => (
  <Form action={path} className="mb-4 flex flex-wrap items-end gap-3">
    <Field label="Status" className="w-56">
      <Select
        name="outcome"
        defaultValue={outcome ?? ""}
        key={outcome}
        options={[{ value: "", label: "Anything" }, ...(begun ? AFTER : BEFORE).map((value) => ({ value, label: WORDS[value] }))]}
      />
    </Field>
    <Button type="submit">Show</Button>
  </Form>
);
