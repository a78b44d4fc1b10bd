import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { JOB_STATUSES, type JobOwner, type JobStatus } from "@/lib/jobs/schema";

const WORDS: Record<JobStatus, string> = { live: "In progress", completed: "Done", failed: "Failed", cancelled: "Cancelled" };

type Props = {
  path: string;
  functions: readonly { id: string; name: string }[];
  asked: { of: JobOwner; function?: string | undefined; status?: JobStatus | undefined };
  seesAll: boolean;
};

/** Narrows the jobs down, by the page's address. */
export const JobFilter = ({ path, functions, asked, seesAll }: Props) => (
  <Form action={path} className="mb-4 flex flex-wrap items-end gap-3">
    {seesAll && (
      <Field label="Jobs of" className="w-52">
        <Select
          name="of"
          defaultValue={asked.of}
          key={`of-${asked.of}`}
          options={[
            { value: "project", label: "This project" },
            { value: "installation", label: "The whole installation" },
          ]}
        />
      </Field>
    )}
    <Field label="Function" className="w-72">
      <Select
        name="function"
        defaultValue={asked.function ?? ""}
        key={`function-${asked.function}`}
        options={[{ value: "", label: "Any" }, ...functions.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </Field>
    <Field label="Status" className="w-36">
      <Select
        name="status"
        defaultValue={asked.status ?? ""}
        key={`status-${asked.status}`}
        options={[{ value: "", label: "Any" }, ...JOB_STATUSES.map((each) => ({ value: each, label: WORDS[each] }))]}
      />
    </Field>
    <Button type="submit">Show</Button>
  </Form>
);
