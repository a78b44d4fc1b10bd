"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { calledName, type ShownSide } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/web/action";

type Merge = (said: { id: string; customer: string }) => Promise<ActionResult<unknown>>;
type Props = { sides: readonly [ShownSide, ShownSide]; path: string; mayEdit: boolean; now: Date; merge: Merge };

/** Both customers beside each other, who of them stays, and what goes along with the other. */
export function MergeForm({ sides, path, mayEdit, now, merge }: Props) {
  const router = useRouter();
  const [stays, setStays] = useState(sides[0].id);
  const [kept, joins] = stays === sides[0].id ? sides : [sides[1], sides[0]];
  const { result, pending, onSubmit } = useSubmit(async () => {
    const result = await merge({ id: kept.id, customer: joins.id });
    if (!result.ok) return result;
    toast(`${calledName(joins)} is part of ${calledName(kept)} now`);
    router.push(`${path}/${kept.id}`);
    return null;
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <fieldset className="grid gap-4 md:grid-cols-2">
        <legend className="mb-2 voice-label">Who stays?</legend>
        {sides.map((side) => (
          <Side key={side.id} side={side} stays={side.id === stays} now={now} choose={() => setStays(side.id)} />
        ))}
      </fieldset>
      <p className="max-w-prose text-soft">{whatMoves(joins, kept)}</p>
      {result && (
        <p role="alert" className="text-bad">
          {result.message}
        </p>
      )}
      <div className="flex gap-2">
        <BarredButton type="submit" variant="primary" pending={pending} because={barredUnless(mayEdit)}>
          Merge them
        </BarredButton>
        <ButtonLink href={`${path}/${sides[0].id}`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

const MOST = 10_000;

type SideProps = { side: ShownSide; stays: boolean; now: Date; choose: () => void };

const Side = ({ side, stays, now, choose }: SideProps) => (
  <label className={cn("flex cursor-pointer gap-3 rounded-thing border p-4", stays ? "border-ink" : "border-line")}>
    <input type="radio" name="stays" value={side.id} checked={stays} onChange={choose} className="mt-1 size-4 shrink-0 accent-ink" />
    <span className="min-w-0">
      <span className="block break-words voice-label">{calledName(side)}</span>
      <span className="block text-soft text-xs">
        Known since <Time at={side.createdAt} now={now} />
      </span>
      {side.identities.map(({ kind, value }) => (
        <span key={`${kind} ${value}`} className="mt-1 block break-all">
          <span className="text-soft text-xs">{IDENTITY_WORDS[kind]} </span>
          {value}
        </span>
      ))}
      <span className="mt-2 block text-soft text-xs">{counted(side)}</span>
    </span>
  </label>
);

const many = (n: number, one: string) => `${n.toLocaleString("en")}${n >= MOST ? " and more" : ""} ${n === 1 ? one : `${one}s`}`;
const counted = ({ events, messages, runs }: ShownSide) =>
  `${many(events, "event")}, ${many(messages, "message")}, ${many(runs, "way")} through automations`;

function whatMoves(joins: ShownSide, kept: ShownSide): string {
  const names = many(joins.identities.length, "name");
  return `What is known as ${calledName(joins)} (${names}, ${counted(joins)}) becomes part of ${calledName(kept)}. Of traits that both have, the latest value counts. What either has unsubscribed from stays so. Nothing is sent because of it.`;
}
