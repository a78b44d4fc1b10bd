"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { SetTag } from "@/components/tags/customer-tags";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import type { ChipTag } from "@/lib/tags/schema";

/** Loaded after the page is of use: finding by typing is the heaviest of our controls. */
const Suggest = dynamic(() => import("@/components/ui/suggest").then(({ Suggest }) => Suggest), {
  ssr: false,
  loading: () => <Skeleton className="h-control" />,
});

type Props = { offered: readonly ChipTag[]; setTag: SetTag; children: ReactNode };

/** Around a table whose rows can be chosen: what can be done with all of the chosen ones at once. */
export function SelectCustomers({ offered, setTag, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const people = `${chosen.length} ${chosen.length === 1 ? "person" : "people"}`;

  const choose = ({ target }: FormEvent<HTMLFormElement>) => {
    const boxes = [...(form.current?.querySelectorAll<HTMLInputElement>("input[name=customer]") ?? [])];
    if (target instanceof HTMLInputElement && target.name === "all") for (const box of boxes) box.checked = target.checked;
    setChosen(boxes.filter(({ checked }) => checked).map(({ value }) => value));
  };
  const set = async (on: boolean, name = typed) => {
    setPending(true);
    const result = await setTag({ customers: chosen, name, on });
    setPending(false);
    if (!result.ok) return void toast("Nothing was changed.", { description: result.fields?.name?.[0] ?? result.message });
    toast(on ? `“${typed.trim()}” was added to ${people}.` : `“${typed.trim()}” was removed from ${people}.`);
    // Not by reset(): React would take the next choice of the same box for none.
    for (const box of form.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? []) box.checked = false;
    setChosen([]);
    setTyped("");
  };

  return (
    <form
      ref={form}
      onChange={choose}
      onSubmit={(event) => event.preventDefault()}
      className={cn(chosen.length > 0 && "pb-16 max-sm:pb-32")}
    >
      {chosen.length > 0 && (
        <section
          aria-label="Chosen customers"
          className="fixed inset-x-4 bottom-4 z-20 mx-auto flex w-fit flex-wrap items-center gap-2 rounded-control border border-line bg-panel p-2 shadow-float"
        >
          <span aria-live="polite" className="px-1 voice-label">{`${people} chosen`}</span>
          <span className="w-48">
            <Suggest
              label="Tag to add or remove"
              items={offered.map(({ name }) => name)}
              value={typed}
              onValueChange={setTyped}
              take={(name) => (name === typed.trim() ? set(true, name) : setTyped(name))} // one that is chosen can be taken away, too
            />
          </span>
          <Button disabled={typed.trim() === ""} pending={pending} onClick={() => set(true)}>
            Add tag
          </Button>
          <Button variant="quiet" disabled={typed.trim() === ""} pending={pending} onClick={() => set(false)}>
            Remove tag
          </Button>
        </section>
      )}
      {children}
    </form>
  );
}
