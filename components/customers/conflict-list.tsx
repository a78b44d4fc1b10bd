"use client";

import { CircleAlert } from "lucide-react";
import { Link } from "@/components/ui/link";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { Button, ButtonLink } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import type { IdentityKind, ShownConflict } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/web/action";

export type KeepApart = (said: { id: string }) => Promise<ActionResult<unknown>>;
type Props = { conflicts: readonly ShownConflict[]; customer: string; path: string; mayEdit: boolean; keepApart: KeepApart };

/** Names that two people claim. Nothing is joined by itself: whoever looks at it knows who is who, and says so. */
export function ConflictList({ conflicts, customer, path, mayEdit, keepApart }: Props) {
  if (conflicts.length === 0) return null;
  return (
    <section aria-label="Conflicts" className="mb-6 rounded-thing border border-warn/50 px-4 py-3">
      <ul className="flex flex-col gap-3">
        {conflicts.map((conflict) => (
          <li key={conflict.id} className="flex items-start gap-2">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 stroke-icon text-warn" />
            <div className="min-w-0">
              <Sentence conflict={conflict} path={path} />
              {mayEdit && <Decision conflict={conflict} customer={customer} path={path} keepApart={keepApart} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Sentence = ({ conflict: { kind, value, holds, other }, path }: { conflict: ShownConflict; path: string }) => (
  <p className="break-words">
    {holds ? `${what(kind, value)} is theirs. Somebody else claims it too: ` : `${what(kind, value)} was sent for them, but it belongs to `}
    <Link href={`${path}/${other.id}`} className="underline underline-offset-2">
      {other.name}
    </Link>
    . Nothing was merged.
  </p>
);

type Deciding = { conflict: ShownConflict; customer: string; path: string; keepApart: KeepApart };

function Decision({ conflict: { id, other }, customer, path, keepApart }: Deciding) {
  const { result, pending, onSubmit } = useSubmit(async () => {
    const result = await keepApart({ id });
    if (!result.ok) return result;
    toast("They stay two people");
    return null;
  });
  return (
    <form onSubmit={onSubmit} className="mt-1.5 flex flex-wrap items-center gap-2">
      <ButtonLink href={`${path}/${customer}/merge?with=${other.id}`} size="small">
        They are one person
      </ButtonLink>
      <Button type="submit" size="small" pending={pending}>
        They are two people
      </Button>
      {result && (
        <span role="alert" className="text-bad">
          {result.message}
        </span>
      )}
    </form>
  );
}

const what = (kind: IdentityKind, value: string) => `The ${IDENTITY_WORDS[kind].toLowerCase()} “${value}”`;
