"use client";

import { Link } from "@/components/ui/link";
import { useCallback, useState } from "react";
import { skipWords } from "@/components/broadcasts/skip-words";
import { PersonSheet } from "@/components/customers/person-sheet";
import { Crowd, CrowdNote } from "@/components/ui/crowd";
import type { BroadcastCrowd as Places } from "@/lib/broadcasts/schema";
import type { Why } from "@/lib/customers/crowd/schema";
import type { ActionResult } from "@/lib/web/action";

export type AskWhyOfBroadcast = (input: { id: string; customer: string }) => Promise<ActionResult<Why>>;
type Props = {
  id: string;
  crowd: Places;
  /** How many customers there are. */
  total: number;
  peoplePath: string;
  cancelled?: boolean;
  why: AskWhyOfBroadcast;
};

const NUMBER = new Intl.NumberFormat("en");

/** What is said of a place after its number, where the list of its people is, and whether a dot there is filled. */
const WORDS: Record<string, { words: string; lit: boolean }> = {
  will_receive: { words: "will get it", lit: true },
  clicked: { words: "clicked", lit: true },
  opened: { words: "opened it, not clicked", lit: true },
  sent: { words: "got it, not opened", lit: true },
  waiting: { words: "still to be sent", lit: false },
  uncertain: { words: "may have got it", lit: false },
  complained: { words: "reported it as spam", lit: false },
  bounced: { words: "bounced", lit: false },
  failed: { words: "failed", lit: false },
  outside: { words: "not in the audience", lit: false },
};

const CANCELLED: typeof WORDS = { waiting: { words: "not sent, because it was cancelled", lit: false } };

/** The Crowd before a broadcast, while it is sent, and after it: each place with its number, which opens the people, and its dots. */
export function BroadcastCrowd({ id, crowd, total, peoplePath, cancelled = false, why }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const ask = useCallback((customer: string) => why({ id, customer }), [why, id]);
  const shown = crowd.filter(({ count, people }) => people.length > 0 || count > 0);
  const everybody = shown.flatMap(({ people }) => people);
  const groups = shown.map(({ place, count, people }) => {
    const { words, lit } = (cancelled && CANCELLED[place]) || WORDS[place] || { words: skipWords(place), lit: false };
    return {
      key: place,
      words,
      lit,
      people,
      says: <Says {...{ count, words, lit }} of={place === "will_receive" ? total : undefined} href={hrefOf(place, peoplePath)} />,
    };
  });
  const label = `${groups.map(({ people, words }) => `${people.length} ${words}`).join(", ")}, of ${everybody.length} people shown.`;
  return (
    <>
      <div className="mb-3">
        <CrowdNote shown={everybody.length} total={total} tells="why" />
      </div>
      <Crowd label={label} groups={groups} open={setOpen} current={open} />
      <PersonSheet person={everybody.find((person) => person.id === open) ?? null} ask={ask} close={() => setOpen(null)} />
    </>
  );
}

/** The lists know no “but not”: who opened is listed with who clicked, so such a number leads nowhere. */
const WITHOUT_LIST = ["opened", "sent", "outside"];

function hrefOf(place: string, path: string): string | null {
  if (WITHOUT_LIST.includes(place)) return null;
  return WORDS[place] ? `${path}?outcome=${place}` : `${path}?outcome=skipped&reason=${encodeURIComponent(place)}`;
}

type SaysProps = { count: number; of: number | undefined; words: string; lit: boolean; href: string | null };

function Says({ count, of, words, lit, href }: SaysProps) {
  const number = NUMBER.format(count);
  return (
    <p className="flex items-baseline gap-1.5">
      <span className={lit ? "text-people voice-title" : "text-ink"}>
        {href ? (
          <Link href={href} className="underline">
            {number}
          </Link>
        ) : (
          number
        )}
      </span>
      <span className="text-soft">{of === undefined ? words : `of ${NUMBER.format(of)} ${of === 1 ? "person" : "people"} ${words}`}</span>
    </p>
  );
}
