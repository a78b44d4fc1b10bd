import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export const SegmentSearch = ({ path, q }: { path: string; q: string | undefined }) => (
  <Form action={path} role="search" className="mb-4 flex max-w-sm gap-2">
    <Field label="Search segments by name" hideLabel className="flex-1">
      <Input type="search" name="q" defaultValue={q} placeholder="Search by name" />
    </Field>
    <Button type="submit">Search</Button>
  </Form>
);
