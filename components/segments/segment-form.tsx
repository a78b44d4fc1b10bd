"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { RuleBuilder } from "@/components/segments/rule-builder";
import { type AskWhyOfRule, RuleCrowd } from "@/components/segments/rule-crowd";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useLeaveWarning } from "@/components/ui/use-leave-warning";
import { type Catalogue, type CreateSegment, type PartedCrowd, SegmentRule } from "@/lib/segments/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  initial: CreateSegment;
  catalogue: Catalogue;
  /** Where the segments of this project are: `/acme/segments`. */
  path: string;
  /** The id of the segment that is edited; without it a new one is made. */
  id?: string;
  save: (input: CreateSegment & { id?: string }) => Promise<ActionResult<{ id: string }>>;
  crowd: PartedCrowd;
  why: AskWhyOfRule;
  mayEdit: boolean;
};

/** What is asked of everybody, and what the segment is called. It is kept when it is saved, so leaving before that asks. */
export function SegmentForm({ initial, catalogue, path, id, save, crowd, why, mayEdit }: Props) {
  const router = useRouter();
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description ?? "");
  const [rule, setRule] = useState(initial.rule);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState<Extract<ActionResult<unknown>, { ok: false }> | null>(null);
  const readable = SegmentRule.safeParse(rule).success;
  const [first] = useState(initial);
  const isChanged = name !== first.name || description !== (first.description ?? "") || rule !== first.rule;
  useLeaveWarning(isChanged && !pending);
  const { form, refuse } = useFirstError();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!readable) return refuse();
    setPending(true);
    const result = await save({ ...(id && { id }), name, description: description || null, rule });
    if (result.ok) return router.push(`${path}/${result.data.id}`);
    setPending(false);
    setFailed(result);
    refuse();
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex max-w-4xl flex-col gap-6">
      <div className="grid gap-4 sm:max-w-md">
        <Field label="Name" error={failed?.fields?.name?.[0]}>
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
        </Field>
        <Field label="Description" description="For your team; customers never see it." error={failed?.fields?.description?.[0]}>
          <Textarea value={description} onChange={(event) => setDescription(event.target.value)} rows={2} maxLength={500} />
        </Field>
      </div>
      <RuleBuilder value={rule} onChange={setRule} {...catalogue} showErrors={tried} />
      <RuleCrowd {...{ rule, crowd, path, why }} />
      {tried && !readable && (
        <p role="alert" className="text-bad">
          Some conditions are not finished. They are marked above.
        </p>
      )}
      {failed && !failed.fields?.name && (
        <p role="alert" className="text-bad">
          {Object.values(failed.fields ?? {})[0]?.[0] ?? failed.message}
        </p>
      )}
      <div className="bar-below-narrow flex gap-2 max-sm:sticky max-sm:bottom-0 max-sm:z-10 max-sm:-mx-4 max-sm:-mb-6 max-sm:border-line max-sm:border-t max-sm:bg-canvas max-sm:px-4 max-sm:py-3">
        <BarredButton type="submit" variant="primary" pending={pending} because={barredUnless(mayEdit)}>
          {id ? "Save segment" : "Create segment"}
        </BarredButton>
        <ButtonLink variant="quiet" href={id ? `${path}/${id}` : path}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

/** Where a form that was refused has its first error, there the focus goes. */
function useFirstError() {
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);
  return { form, refuse: () => setRefused((times) => times + 1) };
}
