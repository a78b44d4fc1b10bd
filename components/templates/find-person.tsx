"use client";

import { useId, useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

export type Person = { id: string; email: string };
type Props = {
  person: Person | null;
  choose: (person: Person | null) => void;
  find: (input: { q: string }) => Promise<ActionResult<Person[]>>;
};

/** Chooses as whom an email is looked at: a customer by a part of their address, or somebody made up. */
export function FindPerson({ person, choose, find }: Props) {
  const [found, setFound] = useState<Person[] | null>(null);
  const { pending, failure, run } = useCommand();
  const list = useId();
  const submit = (form: FormData) => run(() => find({ q: String(form.get("q")) }), setFound);
  return (
    <div className="grid gap-2">
      <form action={submit} className="flex max-w-sm items-end gap-2">
        <Field
          label={`Shown for ${person ? person.email : "Ada, a made-up person"}`}
          error={failure?.fields?.q?.[0] ?? failure?.message}
          className="flex-1"
        >
          <Input name="q" type="search" placeholder="Find a customer by address" aria-controls={list} />
        </Field>
        <Button type="submit" pending={pending}>
          Find
        </Button>
      </form>
      <ul id={list} aria-live="polite" className="flex flex-wrap gap-1">
        {found?.map((one) => (
          <li key={one.id}>
            <Button size="small" aria-pressed={one.id === person?.id} onClick={() => choose(one)}>
              {one.email}
            </Button>
          </li>
        ))}
        {found?.length === 0 && <li className="text-soft text-sm">No customer has such an address.</li>}
        {person && (
          <li>
            <Button size="small" variant="quiet" onClick={() => choose(null)}>
              A made-up person
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}
