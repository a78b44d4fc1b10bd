import { SearchIcon } from "lucide-react";
import Form from "next/form";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";
import { Kept } from "@/components/ui/kept";

type Props = { path: string; label: string; q: string | undefined; kept?: Readonly<Record<string, string | undefined>> };

/** Looks for a text in a list. What is asked stands in the address, so it can be kept and shared; `kept` goes along. */
export const Search = ({ path, label, q, kept = {} }: Props) => (
  <Form action={path} role="search" aria-label={label} className="relative mb-4 max-w-sm">
    <Kept of={kept} />
    <SearchIcon aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-icon text-soft" />
    <input
      key={q}
      type="search"
      name="q"
      aria-label={label}
      placeholder={label}
      defaultValue={q}
      autoComplete="off"
      className={cn(controlLook, "h-control pl-8 pointer-coarse:h-10")}
    />
  </Form>
);
