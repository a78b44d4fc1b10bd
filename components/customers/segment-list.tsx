"use client";

import { useCallback, useState } from "react";
import { PersonSheet } from "@/components/customers/person-sheet";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { Why } from "@/lib/customers/crowd/schema";
import type { ActionResult } from "@/lib/web/action";

export type AskWhyInSegment = (input: { id: string; customer: string }) => Promise<ActionResult<Why>>;
type Props = {
  customer: { id: string; name: string };
  segments: readonly { id: string; name: string; since: Date }[];
  project: string;
  now: Date;
  why: AskWhyInSegment;
};

/** The segments somebody is in, and of each on demand why. */
export function SegmentList({ customer, segments, project, now, why }: Props) {
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useCallback((id: string) => why({ id, customer: customer.id }), [why, customer.id]);
  return (
    <section aria-labelledby="segments">
      <h2 id="segments" className="mb-1 text-base">
        Segments
      </h2>
      {segments.length === 0 && <p className="text-soft">In none.</p>}
      <ul className="divide-y divide-line">
        {segments.map(({ id, name, since }) => (
          <li key={id} className="flex min-h-9 items-center gap-3">
            <Link
              href={`/${project}/segments/${id}`}
              className="mr-auto min-w-0 break-words py-1.5 underline decoration-line underline-offset-2 hover:decoration-ink"
            >
              {name}
            </Link>
            <span className="shrink-0 text-soft text-xs">
              since <Time at={since} now={now} />
            </span>
            <Button variant="quiet" size="small" aria-label={`Why is ${customer.name} in ${name}?`} onClick={() => setAsked(id)}>
              Why?
            </Button>
          </li>
        ))}
      </ul>
      <PersonSheet person={asked === null ? null : { id: asked, name: customer.name }} ask={ask} close={() => setAsked(null)} />
    </section>
  );
}
