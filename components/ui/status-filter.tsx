import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kept } from "@/components/ui/kept";
import { Select } from "@/components/ui/select";

type Props<S extends string> = {
  path: string;
  /** What the status is called in the page's address. */
  name?: string;
  status: S | undefined;
  words: Readonly<Record<S, string>>;
  kept?: Readonly<Record<string, string | undefined>>;
};

/** Narrows a list down to one status, by the page's address; `kept` goes along. */
export const StatusFilter = <S extends string>({ path, name = "status", status, words, kept = {} }: Props<S>) => (
  <Form action={path} className="mb-4 flex items-end gap-3">
    <Kept of={kept} />
    <Field label="Status" className="w-40">
      <Select
        name={name}
        defaultValue={status ?? ""}
        key={status}
        options={[{ value: "", label: "Any" }, ...Object.entries<string>(words).map(([value, label]) => ({ value, label }))]}
      />
    </Field>
    <Button type="submit">Show</Button>
  </Form>
);
