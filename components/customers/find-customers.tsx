"use client";

import { useRouter } from "next/navigation";
import { Field } from "@/components/ui/field";
import { Search } from "@/components/ui/search";
import { Select } from "@/components/ui/select";
import type { ChipTag } from "@/lib/tags/schema";

type Props = { path: string; q: string | undefined; tag: string | undefined; tags: readonly ChipTag[] };

/** People by what their email, name or id begins with, or by a tag: one way at a time, so choosing one empties the other. */
export function FindCustomers({ path, q, tag, tags }: Props) {
  const router = useRouter();
  const options = [{ value: "", label: "Any tag" }, ...tags.map(({ id, name }) => ({ value: id, label: `With “${name}”` }))];
  return (
    <div className="flex flex-wrap gap-x-3">
      <div className="min-w-60 flex-1 sm:max-w-sm">
        <Search key={tag} path={path} label="Search by email, name or id" q={tag ? undefined : q} />
      </div>
      {tags.length > 0 && (
        <Field label="Tag" hideLabel className="mb-4 min-w-48">
          <Select
            options={options}
            value={tag ?? ""}
            onChange={({ target }) => router.push(target.value ? `${path}?tag=${target.value}` : path)}
          />
        </Field>
      )}
    </div>
  );
}
