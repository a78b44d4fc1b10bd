import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kept } from "@/components/ui/kept";
import { Search } from "@/components/ui/search";
import { Select } from "@/components/ui/select";

type Asked = Readonly<Record<string, string | undefined>>;
type Props<S extends string> = {
  path: string;
  label: string;
  q: string | undefined;
  /** What the status is called in the page's address, what is asked of it, and each in words. */
  name: string;
  status: S | undefined;
  words: Readonly<Record<S, string>>;
  /** What else is asked. */
  kept?: Asked;
};

/** Looks for a text in a list, and narrows it down to one status. What is asked stands in the address, so one way keeps the other. */
export const ListFilter = <S extends string>({ path, label, q, name, status, words, kept }: Props<S>) => (
  <div className="flex flex-wrap items-end gap-x-4">
    <div className="min-w-64 max-w-sm flex-1">
      <Search {...{ path, label, q }} kept={{ ...kept, [name]: status }} />
    </div>
    <Form action={path} className="mb-4 flex items-end gap-3">
      <Kept of={{ ...kept, q }} />
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
  </div>
);
