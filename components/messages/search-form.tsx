import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { path: string; label: string; q: string | undefined; kept?: Record<string, string | undefined> };

/** A search that is part of the page's address. `kept` is what stays in it. */
export const SearchForm = ({ path, label, q, kept = {} }: Props) => (
  <Form action={path} role="search" className="mb-4 flex max-w-sm gap-2">
    {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
    <Field label={label} hideLabel className="flex-1">
      <Input type="search" name="q" defaultValue={q} placeholder={label} />
    </Field>
    <Button type="submit">Search</Button>
  </Form>
);
