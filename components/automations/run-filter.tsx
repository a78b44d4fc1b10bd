import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { RUN_STATUSES, type RunStatus, type StepCount } from "@/lib/automations/schema";

const WORDS: Record<RunStatus, string> = { active: "Active", waiting: "Waiting", done: "Finished", exited: "Left", failed: "Failed" };

const COUNTS: { value: StepCount; label: string }[] = [
  { value: "here", label: "Here now" },
  { value: "entered", label: "Entered" },
  { value: "done", label: "Done" },
  { value: "skipped", label: "Skipped" },
  { value: "failed", label: "Failed" },
];

type Props = {
  path: string;
  steps: readonly { id: string; says: string }[];
  step: string | undefined;
  what: StepCount | undefined;
  status: RunStatus | undefined;
};

/** Narrows the people down to a step or a status, by the page's address. */
export const RunFilter = ({ path, steps, step, what, status }: Props) => (
  <Form action={path} className="mb-4 flex flex-wrap items-end gap-3">
    <Field label="At step" className="w-60">
      <Select
        name="step"
        defaultValue={step ?? ""}
        key={`step-${step}`}
        options={[{ value: "", label: "Any" }, ...steps.map(({ id, says }) => ({ value: id, label: says }))]}
      />
    </Field>
    {step && (
      <Field label="Who" className="w-44">
        <Select name="what" defaultValue={what ?? "here"} key={`what-${what}`} options={COUNTS} />
      </Field>
    )}
    <Field label="Status" className="w-36">
      <Select
        name="status"
        defaultValue={status ?? ""}
        key={`status-${status}`}
        options={[{ value: "", label: "Any" }, ...RUN_STATUSES.map((each) => ({ value: each, label: WORDS[each] }))]}
      />
    </Field>
    <Button type="submit">Show</Button>
  </Form>
);
