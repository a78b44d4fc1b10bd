import Form from "next/form";
import { Button, buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type AuditFilter, verbWords } from "@/lib/audit/schema";

type Props = { path: string; filter: AuditFilter; choices: { verbs: string[]; actors: { id: string; name: string }[] } };

/** Asks by its address, so that an answer can be linked to; the file has the same answer. */
export function AuditFilters({ path, filter, choices }: Props) {
  const said = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])));
  const whoever = [{ value: "", label: "Anybody" }, ...choices.actors.map(({ id, name }) => ({ value: id, label: name }))];
  const whatever = [{ value: "", label: "Anything" }, ...choices.verbs.map((verb) => ({ value: verb, label: verbWords(verb) }))];
  return (
    <Form action={path} role="search" className="mb-4 flex flex-wrap items-end gap-3">
      <Field label="Who" className="w-44 max-sm:w-full">
        <Select name="actor" key={filter.actor} defaultValue={filter.actor ?? ""} options={whoever} />
      </Field>
      <Field label="What" className="w-52 max-sm:w-full">
        <Select name="verb" key={filter.verb} defaultValue={filter.verb ?? ""} options={whatever} />
      </Field>
      <Field label="Id of what was changed" className="w-64 max-sm:w-full">
        <Input name="subject" key={filter.subject} defaultValue={filter.subject} placeholder="seg_…" spellCheck={false} />
      </Field>
      <Button type="submit">Filter</Button>
      <a href={`${path}/export${said.size > 0 ? `?${said}` : ""}`} download className={buttonLook({ variant: "quiet" })}>
        Export as CSV
      </a>
    </Form>
  );
}
