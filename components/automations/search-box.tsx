import Form from "next/form";
import { Input } from "@/components/ui/input";

type Props = { label: string; path: string; q: string | undefined };

/** Searches a list by its address, so that the answer can be linked to. */
export const SearchBox = ({ label, path, q }: Props) => (
  <Form action={path} role="search" className="mb-4 max-w-72">
    <Input type="search" name="q" aria-label={label} placeholder={label} defaultValue={q} maxLength={200} />
  </Form>
);
